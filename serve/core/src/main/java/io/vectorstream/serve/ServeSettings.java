package io.vectorstream.serve;

import java.time.Duration;

/**
 * Where a run is served.
 *
 * @param host the name or address that is listened on
 * @param port 0 for any that is free
 * @param unhealthyAfter how long a pipeline may finish nothing while events wait
 */
public record ServeSettings(String host, int port, Duration unhealthyAfter) {}

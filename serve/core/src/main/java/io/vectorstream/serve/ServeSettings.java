package io.vectorstream.serve;

import java.time.Duration;
import java.util.Optional;

/**
 * Where a run is served, and to whom.
 *
 * @param host the name or address that is listened on
 * @param port 0 for any that is free
 * @param unhealthyAfter how long a pipeline may finish nothing while events wait
 * @param keepOpen whether the run stays up after the last event, to be looked at
 * @param token what is asked of those who change something; nothing if nobody may
 */
public record ServeSettings(
    String host,
    int port,
    Duration unhealthyAfter,
    boolean keepOpen,
    Optional<AccessToken> token) {}

package io.vectorstream.pipeline.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How a run ends and what it leaves.
 *
 * @param drainTimeout how long it may take to finish what it has read once it is to end
 * @param report the file for its report
 * @param dataDir the folder of the embedded services; nothing for a temporary one
 */
public record RunSettings(Duration drainTimeout, Optional<Path> report, Optional<Path> dataDir) {}

package io.vectorstream.chaos;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;

/**
 * How a run went.
 *
 * @param kills how often each service was killed
 * @param endings how often each ended without having been killed
 * @param catchUp from the end of the stream until the store and the dead-letter topic held all, or
 *     until nothing came any more
 * @param lag how many offsets of the topic the consumer group had not committed when all that was
 *     sent had arrived, or a minute later if they did not become fewer
 * @param exitCode of the pipeline after {@code SIGTERM}; nothing if it had to be killed
 */
record ChaosResult(
    ChaosSettings settings,
    Map<Service, Integer> kills,
    Map<Service, Integer> endings,
    Outages outages,
    Duration catchUp,
    long lag,
    OptionalInt exitCode,
    Comparison comparison) {

  /** Whether nothing is missing, nothing is too much and nothing was left to be done. */
  boolean holds() {
    return comparison.holds() && lag == 0 && exitCode.orElse(1) == 0;
  }
}

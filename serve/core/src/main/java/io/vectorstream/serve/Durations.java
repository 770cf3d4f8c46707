package io.vectorstream.serve;

import java.util.SortedMap;

/**
 * How long things took, counted in buckets.
 *
 * @param counts by upper bound in milliseconds, how many took no longer than that and longer than
 *     the bound before; always the same bounds
 * @param longer how many took longer than the last bound
 * @param sumMillis how long they took together
 */
public record Durations(SortedMap<Long, Long> counts, long longer, long sumMillis) {}

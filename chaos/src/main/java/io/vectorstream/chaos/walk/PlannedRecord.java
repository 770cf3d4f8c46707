package io.vectorstream.chaos.walk;

import org.jspecify.annotations.Nullable;

/**
 * A record of the walk.
 *
 * @param what names its kind, for whoever reads about a difference
 */
record PlannedRecord(
    String topic,
    int partition,
    byte @Nullable [] key,
    byte @Nullable [] value,
    Fate fate,
    String what) {}

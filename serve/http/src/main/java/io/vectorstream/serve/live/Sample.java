package io.vectorstream.serve.live;

/**
 * A run at one moment. Counts are since its beginning.
 *
 * @param at milliseconds since 1970
 * @param read events read from Kafka
 * @param stored events whose point the store has
 * @param deleted tombstones that have been done, with or without effect
 * @param deadLettered events that are dead letters
 * @param textsEmbedded texts that went through the model
 * @param cacheHits events whose vector was there already
 * @param lag offsets that wait in all partitions; -1 if it is not known
 * @param eventsPerSecond events finished a second, lately
 * @param p50 milliseconds that half of the latest events did not exceed, end to end; -1 if there
 *     were none
 * @param p99 the same of all but one in a hundred
 */
record Sample(
    long at,
    long read,
    long stored,
    long deleted,
    long deadLettered,
    long textsEmbedded,
    long cacheHits,
    long lag,
    double eventsPerSecond,
    long p50,
    long p99) {}

package io.vectorstream.deadletter.archive;

/**
 * What became of letters that were to be replayed.
 *
 * @param sent how many records were sent to their topics again
 * @param repeated how many letters were about the same record as another letter before them
 * @param left how many letters' records could not be sent
 */
public record ReplayTally(long sent, long repeated, long left) {}

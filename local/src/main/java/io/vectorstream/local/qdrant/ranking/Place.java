package io.vectorstream.local.qdrant.ranking;

/**
 * A point in a ranking; the document's number holds only for the reader that found it.
 *
 * @param merit the larger, the better
 * @param score what a client sees of it: for some distances the smaller, the better
 */
public record Place(float merit, float score, int doc) {}

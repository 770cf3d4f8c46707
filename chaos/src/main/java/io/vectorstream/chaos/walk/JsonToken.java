package io.vectorstream.chaos.walk;

/**
 * A JSON value that is written as it stands here.
 *
 * @param json what the record holds
 * @param stored what the payload has to hold: a string, a long, a double or a {@link Moment}
 */
record JsonToken(String json, Object stored) {}

package io.vectorstream.chaos.walk;

import java.util.Map;
import java.util.function.Function;

/**
 * A kind of value that is no event, made of a good one: where it is taken for an event, it shows.
 *
 * @param name names the kind
 * @param maker makes the value of a good event's fields
 */
record BadValue(String name, Function<Map<String, Object>, byte[]> maker) {}

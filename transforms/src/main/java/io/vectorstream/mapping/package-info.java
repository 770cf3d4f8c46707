/**
 * What a user's file says of foreign events: where in a value the fields of an event are. From YAML
 * to an immutable {@link io.vectorstream.mapping.Mapping}, and from a tree of values to the tree of
 * an event. Knows neither Beam nor Kafka.
 */
package io.vectorstream.mapping;

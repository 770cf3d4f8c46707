/** From a record's bytes to a tree of values. Knows neither Kafka nor events. */
package io.vectorstream.value;

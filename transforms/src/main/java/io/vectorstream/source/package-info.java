/** A Kafka record as it was read, which every stage keeps at hand. */
package io.vectorstream.source;

/** A real Kafka broker inside this process, for runs without a Kafka of their own and for tests. */
package io.vectorstream.local.kafka;

/** What could not be stored, why, and the Kafka topic where it is kept for replay. */
package io.vectorstream.deadletter;

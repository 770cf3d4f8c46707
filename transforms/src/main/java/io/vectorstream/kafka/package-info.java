/** Where Kafka is, how clients speak to it, and the settings that a user gives them. */
package io.vectorstream.kafka;

/**
 * A generator of shop events: a catalogue with real texts, shoppers, and on request values that no
 * reader may accept; and the command that sends them to Kafka.
 */
package io.vectorstream.tools.generator;

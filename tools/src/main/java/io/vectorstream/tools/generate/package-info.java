/** Sending generated shop events to Kafka, or writing them to a file. */
package io.vectorstream.tools.generate;

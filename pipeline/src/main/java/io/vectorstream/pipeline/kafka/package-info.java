/** Reading the events' topic, and what has to hold of it before reading starts. */
package io.vectorstream.pipeline.kafka;

/** Metrics that add up over workers. */
package io.vectorstream.metrics;

/** A run's figures as Prometheus reads them. */
package io.vectorstream.serve.metrics;

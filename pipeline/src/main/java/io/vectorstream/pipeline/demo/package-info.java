/** The default run's own events before the pipeline, and its summary and searches after. */
package io.vectorstream.pipeline.demo;

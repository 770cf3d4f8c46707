/** What a run did, in figures: while it works and at its end. */
package io.vectorstream.pipeline.report;

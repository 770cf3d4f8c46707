/** What a run shows of itself while it works. */
package io.vectorstream.pipeline.serving;

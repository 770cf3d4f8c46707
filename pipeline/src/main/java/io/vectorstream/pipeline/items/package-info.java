/**
 * Records that become several points: all of them are stored, or the record is one dead letter. The
 * items of a record stay in one worker process, as on the runners that there are.
 */
package io.vectorstream.pipeline.items;

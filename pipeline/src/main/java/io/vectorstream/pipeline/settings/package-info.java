/**
 * What a run is to do, read once from the options. Whoever needs a part of it takes that part, and
 * knows no options.
 */
package io.vectorstream.pipeline.settings;

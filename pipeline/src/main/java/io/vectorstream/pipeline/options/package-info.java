/** What a user can set, one interface for each concern. */
package io.vectorstream.pipeline.options;

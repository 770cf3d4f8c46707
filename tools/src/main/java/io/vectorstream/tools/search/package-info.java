/** Searching the stored events by meaning. */
package io.vectorstream.tools.search;

/** Searching the stored events by meaning, and counting them. */
package io.vectorstream.search;

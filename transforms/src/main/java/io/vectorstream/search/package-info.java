/** Searching the stored events by meaning and by words, and counting them. */
package io.vectorstream.search;

package io.vectorstream.benchmarks.search;

import java.util.Set;

/**
 * A query, and which products answer it.
 *
 * @param text what a shopper types
 * @param relevant the ids of the products that answer it; one or more
 */
record Judged(String text, Set<String> relevant) {}

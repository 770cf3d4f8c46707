/** How well search finds: the catalogue, queries with the products that answer them, and marks. */
package io.vectorstream.benchmarks.search;

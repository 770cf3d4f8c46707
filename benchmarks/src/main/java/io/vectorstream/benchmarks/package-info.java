/** Measures what docs/benchmarks.md shows. Run by a command of its own. */
package io.vectorstream.benchmarks;

/**
 * The words of a text as a sparse vector, by which a store finds texts that share words. Knows
 * texts and vectors only.
 */
package io.vectorstream.words;

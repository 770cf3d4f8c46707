/** Models run by DJL: on which device, in which precision, and in what batches. */
package io.vectorstream.embedding.djl;

/**
 * Collections on disk: their definitions, each in a small file, and their points, each collection's
 * in a Lucene index of its own. One thread per collection writes, any number reads.
 *
 * <p>The doors are {@link io.vectorstream.local.qdrant.storage.CollectionCatalog} with its
 * collections, and {@link io.vectorstream.local.qdrant.storage.PointReader} with the places that it
 * shows. This room knows vectors, payloads and filters, and nothing of the calls that it serves,
 * but for how one is refused.
 */
package io.vectorstream.local.qdrant.storage;

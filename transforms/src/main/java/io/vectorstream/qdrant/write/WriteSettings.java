package io.vectorstream.qdrant.write;

import io.vectorstream.qdrant.collection.CollectionSpec;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How points are written to a collection.
 *
 * @param collection what the collection's vectors are
 * @param versionField the payload's field that tells newer points from older ones, or null
 * @param deletesSameVersion whether a deletion is newer than an upsert of its version
 * @param isOrdered whether points of the same id in different bundles are kept in order
 * @param batchSize how many points a call carries at most
 * @param batchBytes how many encoded bytes a call carries at most, unless it is a single point
 * @param maxInFlight how many calls of a bundle are under way at most
 * @param maxOutage how long a call is tried again before its bundle fails
 */
public record WriteSettings(
    CollectionSpec collection,
    @Nullable String versionField,
    boolean deletesSameVersion,
    boolean isOrdered,
    int batchSize,
    long batchBytes,
    int maxInFlight,
    Duration maxOutage) {}

/**
 * Writing points: collecting a bundle's points into batches, sending those, waiting while Qdrant is
 * away, and finding the points that it refuses.
 *
 * <p>{@link io.vectorstream.qdrant.write.WriteSession} is what a process shares for a collection. A
 * {@link io.vectorstream.qdrant.write.BundleWriter}, which is made of it, takes {@link
 * io.vectorstream.qdrant.write.PendingPoint}s and tells {@link
 * io.vectorstream.qdrant.write.Outcomes} what became of them. From there it goes down: {@code
 * BundleWriter} batches, {@code NewestWinsWriter} compares versions, {@code BatchDelivery} splits
 * what is refused, {@code PointSender} makes the calls, {@code Retrier} repeats them.
 *
 * <p>This room knows points, the collection and the connection. It does not know the transform that
 * uses it, nor how Beam's outputs and metrics are fed. It is no part of the API.
 */
package io.vectorstream.qdrant.write;

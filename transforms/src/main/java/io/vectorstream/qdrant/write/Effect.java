package io.vectorstream.qdrant.write;

import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.Points.UpdateStatus;
import java.util.Set;

/**
 * What a call has done that Qdrant took.
 *
 * @param status whether it is done
 * @param absent which of the points to delete were not there
 */
record Effect(UpdateStatus status, Set<PointId> absent) {

  /** The effect of a call that had nothing to do. */
  static final Effect NONE = new Effect(UpdateStatus.Completed, Set.of());
}

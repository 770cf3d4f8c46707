package io.vectorstream.qdrant;

import io.grpc.Status;

/** What a failed call to Qdrant means for the points it carried. */
enum FailureKind {
  /** The server could not answer now; the same call may succeed later. */
  TRANSIENT,

  /** The server refuses what a point holds; the same call will never succeed. */
  CONTENT,

  /** Something is set up wrongly, and no point is at fault. */
  SETUP;

  /** The kind of a status that is not OK. */
  static FailureKind of(Status status) {
    return switch (status.getCode()) {
      // Restarting, overloaded or cut off; CANCELLED is what a client sees of a dropped stream.
      case UNAVAILABLE, DEADLINE_EXCEEDED, RESOURCE_EXHAUSTED, ABORTED, CANCELLED -> TRANSIENT;
      // Qdrant answers so to a vector, id or payload that it cannot take.
      case INVALID_ARGUMENT -> CONTENT;
      // A missing collection, a wrong key, a server's own fault: never a reason to drop a point.
      default -> SETUP;
    };
  }
}

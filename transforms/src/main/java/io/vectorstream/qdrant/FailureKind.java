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
    if (isWrongProtocol(status)) {
      return SETUP;
    }
    return switch (status.getCode()) {
      // Restarting, overloaded or cut off; CANCELLED is what a client sees of a dropped stream.
      case UNAVAILABLE, DEADLINE_EXCEEDED, RESOURCE_EXHAUSTED, ABORTED, CANCELLED -> TRANSIENT;
      // Qdrant answers so to a vector, id or payload that it cannot take.
      case INVALID_ARGUMENT -> CONTENT;
      // A missing collection, a wrong key, a server's own fault: never a reason to drop a point.
      default -> SETUP;
    };
  }

  /** Whether the port speaks something else than plain gRPC, which looks like an outage. */
  static boolean isWrongProtocol(Status status) {
    if (status.getCode() != Status.Code.UNAVAILABLE) {
      return false;
    }
    for (Throwable cause = status.getCause(); cause != null; cause = cause.getCause()) {
      String name = cause.getClass().getName();
      // The transport's classes are shaded, so they are known by name.
      if (name.endsWith(".Http2Exception")
          || name.endsWith("SSLException")
          || name.endsWith("SSLHandshakeException")
          || name.endsWith("NotSslRecordException")) {
        return true;
      }
    }
    return false;
  }
}

package io.vectorstream.qdrant;

import io.grpc.Status;
import java.util.regex.Pattern;

/** What a failed call to Qdrant means for the points it carried. */
enum FailureKind {
  /** The server could not answer now; the same call may succeed later. */
  TRANSIENT,

  /** The server refuses what a point holds; the same call will never succeed. */
  CONTENT,

  /** The server fails by its own fault, which a point may set off. */
  SERVER,

  /** Something is set up wrongly, and no point is at fault. */
  SETUP;

  private static final Pattern TOO_LARGE =
      Pattern.compile("larger than max|exceeds maximum size", Pattern.CASE_INSENSITIVE);

  private static final Pattern STREAM_RESET =
      Pattern.compile("RST_STREAM|Rst Stream", Pattern.CASE_INSENSITIVE);

  /** The kind of a status that is not OK. */
  static FailureKind of(Status status) {
    return switch (status.getCode()) {
      // Restarting, overloaded or cut off; CANCELLED is what a client sees of a dropped stream.
      case UNAVAILABLE, DEADLINE_EXCEEDED, ABORTED, CANCELLED -> TRANSIENT;
      // Also what gRPC in Go, C++ and Java says to a call that is too large; splitting helps then.
      case RESOURCE_EXHAUSTED -> describes(status, TOO_LARGE) ? CONTENT : TRANSIENT;
      // Qdrant answers so to a vector, id or payload that it cannot take; gRPC in Rust answers
      // OUT_OF_RANGE to a call that is too large.
      case INVALID_ARGUMENT, OUT_OF_RANGE -> CONTENT;
      // A stream that somebody on the way has reset; else an error within Qdrant, a full disk too.
      case INTERNAL -> describes(status, STREAM_RESET) ? TRANSIENT : SERVER;
      // What somebody on the way makes of HTTP's 500, and the client of its own exceptions.
      case UNKNOWN, DATA_LOSS -> SERVER;
      // A missing collection, a wrong key: never a reason to drop a point.
      default -> SETUP;
    };
  }

  private static boolean describes(Status status, Pattern pattern) {
    return status.getDescription() != null && pattern.matcher(status.getDescription()).find();
  }
}

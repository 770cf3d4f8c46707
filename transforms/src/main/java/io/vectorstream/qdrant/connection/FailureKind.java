package io.vectorstream.qdrant.connection;

import io.grpc.Status;
import java.util.regex.Pattern;

/** What a failed call to Qdrant means for the points it carried. */
public enum FailureKind {
  /** The server could not answer now; the same call may succeed later. */
  TRANSIENT,

  /**
   * The call carries more than may go at once; with fewer points it may pass, whatever they are.
   */
  TOO_MANY,

  /** The server refuses what a point holds, or anything that is written. */
  CONTENT,

  /** The server fails by its own fault, which a point may set off. */
  SERVER,

  /** Something is set up wrongly, and no point is at fault. */
  SETUP;

  private static final Pattern TOO_LARGE =
      Pattern.compile("larger than max|exceeds maximum size", Pattern.CASE_INSENSITIVE);

  private static final Pattern BEYOND_RATE_LIMIT =
      Pattern.compile("split your request", Pattern.CASE_INSENSITIVE);

  /** The kind of a status that is not OK. */
  public static FailureKind of(Status status) {
    return switch (status.getCode()) {
      // Restarting, overloaded or cut off; CANCELLED is what a client sees of a dropped stream.
      // FAILED_PRECONDITION: a shard on the move, or a server that is locked for the time being.
      case UNAVAILABLE, DEADLINE_EXCEEDED, ABORTED, CANCELLED, FAILED_PRECONDITION -> TRANSIENT;
      case RESOURCE_EXHAUSTED -> ofExhaustion(status);
      // Qdrant answers so to a vector, id or payload that it cannot take, and to everything once a
      // limit of the collection is reached; gRPC in Rust answers OUT_OF_RANGE to a call that is too
      // large.
      case INVALID_ARGUMENT, OUT_OF_RANGE -> CONTENT;
      // Some of what Qdrant calls internal says that a part of it is away.
      case INTERNAL -> InternalErrors.sayThatAPartIsAway(status) ? TRANSIENT : SERVER;
      // What somebody on the way makes of HTTP's 500, and the client of its own exceptions.
      case UNKNOWN, DATA_LOSS -> SERVER;
      // A missing collection, a wrong key: never a reason to drop a point.
      default -> SETUP;
    };
  }

  private static FailureKind ofExhaustion(Status status) {
    if (describes(status, BEYOND_RATE_LIMIT)) {
      return TOO_MANY;
    }
    // What gRPC in Go, C++ and Java says to a call that is too large; splitting helps then.
    return describes(status, TOO_LARGE) ? CONTENT : TRANSIENT;
  }

  private static boolean describes(Status status, Pattern pattern) {
    return status.getDescription() != null && pattern.matcher(status.getDescription()).find();
  }
}

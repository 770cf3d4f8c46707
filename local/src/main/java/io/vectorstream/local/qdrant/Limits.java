package io.vectorstream.local.qdrant;

import io.vectorstream.local.qdrant.grpc.Failures;

/** How much a call asks for: unsigned numbers, of which a store of some size needs only a part. */
final class Limits {
  private Limits() {}

  /** The limit that was given or, if none was, the default; refuses 0 as Qdrant does. */
  static long of(boolean given, long limit, long byDefault) {
    if (given && limit == 0) {
      throw Failures.wrongInput("limit has to be at least 1");
    }
    return given ? limit : byDefault;
  }

  /** The smaller of the two, where the first one is unsigned. */
  static int atMost(long unsigned, int most) {
    return Long.compareUnsigned(unsigned, most) < 0 ? (int) unsigned : most;
  }
}

package io.vectorstream.local.qdrant.grpc;

/** How much a call asks for: unsigned numbers, of which a store of some size needs only a part. */
public final class Limits {
  /** More than any store holds. */
  public static final long NONE = -1;

  private Limits() {}

  /** The limit that was given or, if none was, the default; refuses 0 as Qdrant does. */
  public static long of(boolean given, long limit, long byDefault) {
    if (given && limit == 0) {
      throw Failures.wrongInput("limit has to be at least 1");
    }
    return given ? limit : byDefault;
  }

  /** The smaller of the two, where the first one is unsigned. */
  public static int atMost(long unsigned, int most) {
    return Long.compareUnsigned(unsigned, most) < 0 ? (int) unsigned : most;
  }

  /** The sum of two, or {@link #NONE} if there is no such number. */
  public static long sum(long one, long other) {
    long sum = one + other;
    return Long.compareUnsigned(sum, one) < 0 ? NONE : sum;
  }

  /** The product of two that are not 0, or {@link #NONE} if there is no such number. */
  public static long product(long one, long other) {
    long product = one * other;
    return Long.divideUnsigned(product, other) != one ? NONE : product;
  }
}

package io.vectorstream.qdrant.write;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * When the last call of each kind began that Qdrant has taken. A success says something about a
 * failure only if its call began after that failure: Qdrant may have taken an earlier one before it
 * began to fail. Safe for several threads.
 */
final class AcceptedCalls {

  private final AtomicLong moments = new AtomicLong();
  private final Map<PendingPoint.Call, Long> lastBegun = new ConcurrentHashMap<>();

  /** The present moment, later than all earlier ones. */
  long now() {
    return moments.incrementAndGet();
  }

  /** Qdrant has taken a call that began at this moment. */
  void add(PendingPoint.Call kind, long begun) {
    lastBegun.merge(kind, begun, Math::max);
  }

  /** Whether Qdrant has taken a call of this kind that began after a moment. */
  boolean since(PendingPoint.Call kind, long moment) {
    return lastBegun.getOrDefault(kind, 0L) > moment;
  }
}

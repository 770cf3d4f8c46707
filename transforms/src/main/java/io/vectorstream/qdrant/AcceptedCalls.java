package io.vectorstream.qdrant;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * When the calls began that Qdrant has taken lately, of each kind. A call speaks for Qdrant only if
 * it began after the failure in question: one that was under way by then may have been let in
 * before. Safe for several threads.
 */
final class AcceptedCalls {

  private final AtomicLong moments = new AtomicLong();
  private final Map<PendingPoint.Call, Long> lastBegun = new ConcurrentHashMap<>();

  /** A moment of now, later than all that were given before. */
  long now() {
    return moments.incrementAndGet();
  }

  /** A call that began at a moment has been taken. */
  void add(PendingPoint.Call kind, long begun) {
    lastBegun.merge(kind, begun, Math::max);
  }

  /** Whether a call of this kind has been taken that began after a moment. */
  boolean since(PendingPoint.Call kind, long moment) {
    return lastBegun.getOrDefault(kind, 0L) > moment;
  }
}

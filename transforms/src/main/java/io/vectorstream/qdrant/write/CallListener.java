package io.vectorstream.qdrant.write;

import java.time.Duration;

/** Is told of the calls that carry points. */
public interface CallListener {

  /**
   * Qdrant has acknowledged a call.
   *
   * @param bytes how many bytes its points have, as they are encoded
   * @param latency how long the call took
   */
  void acknowledged(long bytes, Duration latency);

  /** A call is made again after a failure. */
  void retried();
}

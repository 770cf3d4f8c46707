package io.vectorstream.qdrant.write;

import java.time.Duration;

/** Is told of the calls that carry points. */
public interface CallListener {

  /**
   * Qdrant has acknowledged a call.
   *
   * @param points how many points it carried
   * @param bytes how many bytes they have, as they are encoded
   * @param latency how long the call took
   */
  void acknowledged(int points, long bytes, Duration latency);

  /** A call is made again after a failure. */
  void retried();
}

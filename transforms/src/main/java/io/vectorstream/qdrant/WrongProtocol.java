package io.vectorstream.qdrant;

import io.grpc.Status;

/** Recognizes a port that speaks something else than the gRPC it was taken for. */
final class WrongProtocol {

  private WrongProtocol() {}

  /**
   * Whether a failed first call shows that the port speaks REST, or TLS on one side only. The
   * status alone, UNAVAILABLE as a rule, looks like an outage.
   */
  static boolean isShownBy(Status status) {
    for (Throwable cause = status.getCause(); cause != null; cause = cause.getCause()) {
      // The transport's classes are shaded, so they are known by name.
      String name = cause.getClass().getSimpleName();
      if (name.equals("Http2Exception")
          || name.equals("SSLHandshakeException")
          || name.equals("NotSslRecordException")) {
        return true;
      }
    }
    return false;
  }
}

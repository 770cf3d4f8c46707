package io.vectorstream.qdrant.connection;

import io.grpc.Status;
import java.util.regex.Pattern;

/** Recognizes a port that speaks something else than the gRPC it was taken for. */
final class WrongProtocol {

  /**
   * TLS without HTTP/2, or an answer of HTTP/2 that is none of gRPC. A proxy also answers so while
   * its server is away (429, 5xx) or for want of a key (401, 403).
   */
  private static final Pattern REST =
      Pattern.compile(
          "^Failed ALPN negotiation|^HTTP status code (?!401|403|408|429)[1-4]\\d\\d\\s+invalid content-type");

  private WrongProtocol() {}

  /**
   * Whether a failed first call shows that the port speaks REST, or TLS on one side only. The
   * status alone, UNAVAILABLE as a rule, looks like an outage.
   */
  static boolean isShownBy(Status status) {
    String description = status.getDescription();
    if (description != null && REST.matcher(description).find()) {
      return true;
    }
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

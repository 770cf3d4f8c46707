package io.vectorstream.qdrant.connection;

import io.grpc.Status;
import java.security.cert.CertificateException;
import java.util.Optional;

/** Recognizes a server whose certificate was not accepted. */
final class UntrustedCertificate {

  private UntrustedCertificate() {}

  /** What is wrong with the certificate, if that is why a call failed. */
  static Optional<String> in(Status status) {
    for (Throwable cause = status.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateException) {
        return Optional.of(innermost(cause).getMessage());
      }
    }
    return Optional.empty();
  }

  private static Throwable innermost(Throwable failure) {
    return failure.getCause() == null ? failure : innermost(failure.getCause());
  }
}

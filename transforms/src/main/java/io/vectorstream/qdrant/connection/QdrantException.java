package io.vectorstream.qdrant.connection;

import com.google.common.base.Strings;
import io.grpc.Status;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Qdrant could not be reached, or does not do what is asked; the message is one sentence. */
public class QdrantException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** A failure that another one has caused. */
  public QdrantException(String message, Throwable cause) {
    super(message, cause);
  }

  /** A failure that the message says everything of. */
  public QdrantException(String message) {
    super(message);
  }

  /** Says why a call to the server at this address failed. */
  public static QdrantException of(String url, CallFailedException failure) {
    return failure.status().getCode() == Status.Code.PERMISSION_DENIED
        ? new NotPermittedException(explain(url, failure), failure)
        : new QdrantException(explain(url, failure), failure);
  }

  /** Whether Qdrant is away and may come back by itself. */
  public boolean isOutage() {
    return getCause() instanceof CallFailedException failure && failure.isOutage();
  }

  private static String explain(String url, CallFailedException failure) {
    Optional<String> untrusted = UntrustedCertificate.in(failure.status());
    if (untrusted.isPresent()) {
      return "The certificate of Qdrant at "
          + url
          + " is not trusted ("
          + untrusted.get()
          + "): give the CA file that holds its CA, and an address that it names";
    }
    if (WrongProtocol.isShownBy(failure.status())) {
      return "What answers at "
          + url
          + " is not Qdrant's gRPC port: give that one, 6334 by default (6333 is the REST port),"
          + " with https:// only if the server uses TLS";
    }
    return switch (failure.status().getCode()) {
      case UNAVAILABLE, DEADLINE_EXCEEDED -> "Qdrant cannot be reached at " + url;
      case UNAUTHENTICATED ->
          "Qdrant at " + url + " does not accept the API key, or the lack of one";
      case PERMISSION_DENIED ->
          "Qdrant at "
              + url
              + " knows the API key, but does not permit this with it: "
              + firstLine(failure.status().getDescription());
      default -> "Qdrant at " + url + " refused: " + firstLine(failure.getMessage());
    };
  }

  /** Somebody on the way may add headers and a page of HTML. */
  private static String firstLine(@Nullable String text) {
    return Strings.nullToEmpty(text).lines().findFirst().orElse("no reason is given");
  }
}

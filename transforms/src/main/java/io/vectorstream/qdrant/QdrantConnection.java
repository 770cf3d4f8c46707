package io.vectorstream.qdrant;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.auto.value.AutoValue;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.QdrantGrpcClient;
import java.io.IOException;
import java.io.Serializable;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where Qdrant is and how to speak to it. An API key is named by the file that holds it, and read
 * by whoever connects, so that no key gets into a serialized pipeline.
 */
@AutoValue
public abstract class QdrantConnection implements Serializable {

  private static final long serialVersionUID = 1L;

  /** The port that Qdrant serves gRPC on, taken where the URL names none. */
  public static final int PORT_DEFAULT = 6334;

  /** How long a call may take, unless {@link #withTimeout} says otherwise. */
  public static final Duration TIMEOUT_DEFAULT = Duration.ofSeconds(30);

  /** The gRPC address as given, {@code http://host:6334} or {@code https://host:6334}. */
  public abstract String url();

  /** The file that holds the API key, or null for none. */
  public abstract @Nullable String apiKeyFile();

  /** The deadline of every call. */
  public abstract Duration timeout();

  /**
   * A connection without an API key, with the default timeout.
   *
   * @param url {@code http://host} or {@code https://host} (TLS), and the gRPC port if it is not
   *     6334
   * @throws IllegalArgumentException if it is not such a URL
   */
  public static QdrantConnection of(String url) {
    parse(url);
    return new AutoValue_QdrantConnection(url, null, TIMEOUT_DEFAULT);
  }

  /** Sends an API key, read from a file when connecting; white space around it is dropped. */
  public QdrantConnection withApiKeyFile(@Nullable String file) {
    return new AutoValue_QdrantConnection(url(), file, timeout());
  }

  /** Bounds every call by a deadline. */
  public QdrantConnection withTimeout(Duration timeout) {
    checkArgument(
        !timeout.isNegative() && !timeout.isZero(), "timeout has to be above 0, it is %s", timeout);
    return new AutoValue_QdrantConnection(url(), apiKeyFile(), timeout);
  }

  /**
   * Opens a client, which the caller closes. The server is not asked anything yet.
   *
   * @throws QdrantException if the API key's file cannot be read or is empty
   */
  public QdrantClient connect() {
    URI uri = parse(url());
    int port = uri.getPort() == -1 ? PORT_DEFAULT : uri.getPort();
    boolean tls = uri.getScheme().equalsIgnoreCase("https");
    QdrantGrpcClient.Builder client =
        QdrantGrpcClient.newBuilder(uri.getHost(), port, tls, false).withTimeout(timeout());
    if (apiKeyFile() != null) {
      client.withApiKey(readApiKey(apiKeyFile()));
    }
    return new QdrantClient(client.build());
  }

  private static String readApiKey(String file) {
    String key;
    try {
      key = Files.readString(Path.of(file)).strip();
    } catch (IOException e) {
      throw new QdrantException("The Qdrant API key cannot be read from the file " + file, e);
    }
    if (key.isEmpty()) {
      throw new QdrantException("The Qdrant API key's file " + file + " is empty");
    }
    return key;
  }

  private static URI parse(String url) {
    URI uri;
    try {
      uri = URI.create(url);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(expectation(url), e);
    }
    boolean http = "http".equalsIgnoreCase(uri.getScheme());
    boolean https = "https".equalsIgnoreCase(uri.getScheme());
    boolean bare = uri.getPath() == null || uri.getPath().isEmpty() || uri.getPath().equals("/");
    checkArgument(
        (http || https)
            && uri.getHost() != null
            && uri.getUserInfo() == null
            && uri.getQuery() == null
            && bare,
        "%s",
        expectation(url));
    return uri;
  }

  private static String expectation(String url) {
    return "Qdrant's address has to look like http://host:6334 or https://host:6334, it is \""
        + url
        + "\"";
  }
}

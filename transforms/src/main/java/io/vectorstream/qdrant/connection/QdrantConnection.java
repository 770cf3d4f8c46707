package io.vectorstream.qdrant.connection;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.auto.value.AutoValue;
import io.grpc.ChannelCredentials;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.TlsChannelCredentials;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.QdrantGrpcClient;
import java.io.Serializable;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.beam.sdk.transforms.display.HasDisplayData;
import org.jspecify.annotations.Nullable;

/**
 * Where Qdrant is and how to speak to it.
 *
 * <pre>{@code
 * QdrantConnection.of("https://qdrant.example:6334")
 *     .withCaFile("/etc/ssl/our-ca.pem")
 *     .withApiKeyVariable("QDRANT_API_KEY");
 * }</pre>
 *
 * <p>An API key is named by the file or the environment variable that holds it, and read by whoever
 * connects, so that no key gets into a serialized pipeline. The same goes for the CA file: both
 * have to be there on every worker.
 */
@AutoValue
public abstract class QdrantConnection implements HasDisplayData, Serializable {

  private static final long serialVersionUID = 1L;

  /** The port that Qdrant serves gRPC on, taken where the URL names none. */
  public static final int PORT_DEFAULT = 6334;

  /** How long a call may take, unless {@link #withTimeout} says otherwise. */
  public static final Duration TIMEOUT_DEFAULT = Duration.ofSeconds(30);

  /**
   * While a call waits, the server is pinged, so that a connection whose other end has gone without
   * a word is given up before the call is, and the next call gets a new one. More pings than this
   * would be held against us by servers that bound them.
   */
  private static final Duration PING_AFTER = Duration.ofSeconds(20);

  private static final Duration PING_TIMEOUT = Duration.ofSeconds(10);

  /**
   * What an answer may weigh. A hit may weigh nearly as much as the largest event, and gRPC takes
   * no more than one such by default.
   */
  private static final int ANSWER_BYTES = 64 * 1024 * 1024;

  /** The gRPC address as given, {@code http://host:6334} or {@code https://host:6334}. */
  public abstract String url();

  /** The file that holds the API key, or null. */
  public abstract @Nullable String apiKeyFile();

  /** The environment variable that holds the API key, or null. */
  public abstract @Nullable String apiKeyVariable();

  /** The file that holds the certificates of the CAs to trust, or null for the JDK's. */
  public abstract @Nullable String caFile();

  /** The deadline of every call. */
  public abstract Duration timeout();

  abstract Builder toBuilder();

  @AutoValue.Builder
  abstract static class Builder {
    abstract Builder setUrl(String url);

    abstract Builder setApiKeyFile(@Nullable String apiKeyFile);

    abstract Builder setApiKeyVariable(@Nullable String apiKeyVariable);

    abstract Builder setCaFile(@Nullable String caFile);

    abstract Builder setTimeout(Duration timeout);

    abstract QdrantConnection build();
  }

  /**
   * A connection without an API key, with the default timeout.
   *
   * @param url {@code http://host} or {@code https://host} (TLS), and the gRPC port if it is not
   *     6334
   * @throws IllegalArgumentException if it is not such a URL
   */
  public static QdrantConnection of(String url) {
    parse(url);
    return new AutoValue_QdrantConnection.Builder().setUrl(url).setTimeout(TIMEOUT_DEFAULT).build();
  }

  /**
   * Sends an API key, read from a file when connecting; white space around it is dropped. By
   * default no key is sent.
   *
   * @throws IllegalArgumentException if the key is to be read from a variable already
   */
  public QdrantConnection withApiKeyFile(String file) {
    checkArgument(!file.isBlank(), "the API key's file has to be named, it is blank");
    return withOneApiKey(toBuilder().setApiKeyFile(file).build());
  }

  /**
   * Sends an API key, read from an environment variable when connecting; white space around it is
   * dropped. By default no key is sent.
   *
   * @throws IllegalArgumentException if the key is to be read from a file already
   */
  public QdrantConnection withApiKeyVariable(String name) {
    checkArgument(
        !name.isBlank(), "the API key's environment variable has to be named, it is blank");
    return withOneApiKey(toBuilder().setApiKeyVariable(name).build());
  }

  private static QdrantConnection withOneApiKey(QdrantConnection connection) {
    checkArgument(
        connection.apiKeyFile() == null || connection.apiKeyVariable() == null,
        "the API key is either in the file %s or in the environment variable %s, not in both",
        connection.apiKeyFile(),
        connection.apiKeyVariable());
    return connection;
  }

  /**
   * Trusts the CAs whose certificates a PEM file holds, and no others. By default those that the
   * JDK trusts.
   *
   * @throws IllegalArgumentException if the address is not an {@code https://} one
   */
  public QdrantConnection withCaFile(String file) {
    checkArgument(!file.isBlank(), "the CA file has to be named, it is blank");
    checkArgument(isTls(), "a CA file takes an address with https://, it is %s", url());
    return toBuilder().setCaFile(file).build();
  }

  /** Bounds every call by a deadline; 30 seconds by default. */
  public QdrantConnection withTimeout(Duration timeout) {
    checkArgument(
        !timeout.isNegative() && !timeout.isZero(), "timeout has to be above 0, it is %s", timeout);
    return toBuilder().setTimeout(timeout).build();
  }

  /**
   * Opens a client, which the caller closes. The server is not asked anything yet.
   *
   * @throws QdrantException if the API key or the CA file cannot be read, or holds none
   */
  public QdrantClient connect() {
    String apiKey = readApiKey();
    ManagedChannel channel = openChannel();
    QdrantGrpcClient.Builder client =
        QdrantGrpcClient.newBuilder(channel, true, false).withTimeout(timeout());
    if (apiKey != null) {
      client.withApiKey(apiKey);
    }
    return new QdrantClient(client.build());
  }

  /**
   * Opens a client as {@link #connect} does, and looks for a collection.
   *
   * @throws QdrantException if there is no such collection, or Qdrant cannot be reached or refuses
   */
  public QdrantClient connectTo(String collection) {
    QdrantClient client = connect();
    try {
      if (Responses.await(client.collectionExistsAsync(collection))) {
        return client;
      }
    } catch (CallFailedException e) {
      client.close();
      throw QdrantException.of(url(), e);
    }
    client.close();
    throw new QdrantException("Qdrant at " + url() + " has no collection " + collection);
  }

  private @Nullable String readApiKey() {
    if (apiKeyFile() != null) {
      return ApiKeys.inFile(apiKeyFile());
    }
    return apiKeyVariable() == null ? null : ApiKeys.inVariable(apiKeyVariable(), System.getenv());
  }

  private ManagedChannel openChannel() {
    URI uri = parse(url());
    int port = uri.getPort() == -1 ? PORT_DEFAULT : uri.getPort();
    return Grpc.newChannelBuilderForAddress(uri.getHost(), port, credentials())
        .keepAliveTime(PING_AFTER.toMillis(), TimeUnit.MILLISECONDS)
        .keepAliveTimeout(PING_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
        .maxInboundMessageSize(ANSWER_BYTES)
        .build();
  }

  private ChannelCredentials credentials() {
    if (!isTls()) {
      return InsecureChannelCredentials.create();
    }
    return caFile() == null
        ? TlsChannelCredentials.create()
        : TlsChannelCredentials.newBuilder().trustManager(CaFiles.trusting(caFile())).build();
  }

  private boolean isTls() {
    return parse(url()).getScheme().equalsIgnoreCase("https");
  }

  @Override
  public void populateDisplayData(DisplayData.Builder builder) {
    builder
        .add(DisplayData.item("url", url()).withLabel("Qdrant's address"))
        .addIfNotNull(DisplayData.item("apiKeyFile", apiKeyFile()).withLabel("API key's file"))
        .addIfNotNull(
            DisplayData.item("apiKeyVariable", apiKeyVariable()).withLabel("API key's variable"))
        .addIfNotNull(DisplayData.item("caFile", caFile()).withLabel("CA file"))
        .add(
            DisplayData.item("timeoutMillis", timeout().toMillis())
                .withLabel("Deadline of a call"));
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

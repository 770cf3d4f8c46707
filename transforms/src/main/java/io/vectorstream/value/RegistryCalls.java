package io.vectorstream.value;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls a registry. While it is away, it is waited for; if that takes too long, the caller fails,
 * and the runner tries again: no record is at fault.
 */
final class RegistryCalls {

  private static final Logger LOG = LoggerFactory.getLogger(RegistryCalls.class);
  private static final int LARGEST_ANSWER = 1 << 20;
  private static final int REDIRECTION = 3;
  private static final int UNAUTHORIZED = 401;
  private static final int NOT_FOUND = 404;
  private static final int OK = 200;

  /** What a registry does not know has error codes such as 40403; a wrong path has 404. */
  private static final int UNKNOWN_IN_DETAIL = 100;

  private static final int TOO_MANY = 429;

  private final HttpClient client;
  private final RegistryAddress address;
  private final Duration timeout;
  private final int attempts;
  private final Duration pause;

  RegistryCalls(RegistryAddress address, Duration timeout, int attempts, Duration pause) {
    // Where it redirects to, nobody has named.
    this.client =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(timeout)
            .build();
    this.address = address;
    this.timeout = timeout;
    this.attempts = attempts;
    this.pause = pause;
  }

  static RegistryCalls to(RegistryAddress address) {
    return new RegistryCalls(address, Duration.ofSeconds(10), 8, Duration.ofMillis(250));
  }

  /**
   * What a registry has answered.
   *
   * @param body the object, if the status says that there is one and it is not too large
   */
  private record Answer(int status, @Nullable ObjectNode body) {}

  /**
   * Asks for what no registry has: any answer of a registry will do, but for one to somebody
   * unknown, or one that leads elsewhere.
   */
  void check() {
    Answer answer = ask("/schemas/ids/0");
    if (answer.status() / 100 == REDIRECTION) {
      throw unexpected(answer);
    }
  }

  /** The answer to a question; nothing if there is no such thing. */
  Optional<ObjectNode> get(String path) throws UnreadableValueException {
    Answer answer = ask(path);
    if (answer.status() == NOT_FOUND) {
      return Optional.empty();
    }
    if (answer.status() != OK) {
      throw unexpected(answer);
    }
    if (answer.body() == null) {
      throw new UnreadableValueException("its schema is larger than " + LARGEST_ANSWER + " bytes");
    }
    return Optional.of(answer.body());
  }

  /** Any answer but that the registry is away, for which it is waited, or refuses who asks. */
  private Answer ask(String path) {
    for (int attempt = 1; ; attempt++) {
      try {
        Answer answer = once(path);
        if (answer.status() == UNAUTHORIZED) {
          throw failure(address.refusal());
        }
        return answer;
      } catch (IOException e) {
        if (attempt == attempts) {
          throw new UncheckedIOException(
              "the schema registry at " + address.url() + " does not answer: " + e.getMessage(), e);
        }
        LOG.warn(
            "The schema registry at {} does not answer, attempt {}/{}: {}",
            address.url(),
            attempt,
            attempts,
            e.getMessage());
        sleep(pause.multipliedBy(1L << (attempt - 1)));
      }
    }
  }

  private UncheckedIOException unexpected(Answer answer) {
    return failure(
        "the schema registry at " + address.url() + " answers with status " + answer.status());
  }

  private static UncheckedIOException failure(String message) {
    return new UncheckedIOException(message, new IOException(message));
  }

  private Answer once(String path) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address.url() + path))
            .timeout(timeout)
            .header("Accept", "application/vnd.schemaregistry.v1+json, application/json")
            .GET();
    address.authorization().ifPresent(header -> request.header("Authorization", header));
    CompletableFuture<HttpResponse<InputStream>> response =
        client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    // The request's own timeout ends with the headers.
    CompletableFuture<byte[]> body = response.thenApplyAsync(RegistryCalls::body);
    try {
      byte[] whole = body.get(2 * timeout.toMillis(), TimeUnit.MILLISECONDS);
      int status = response.join().statusCode();
      if (status >= 500 || status == TOO_MANY) {
        throw new IOException("status " + status);
      }
      return answer(status, whole);
    } catch (ExecutionException e) {
      throw new IOException(String.valueOf(e.getCause()), e);
    } catch (TimeoutException e) {
      response.thenAccept(RegistryCalls::close);
      throw new IOException("no whole answer within " + 2 * timeout.toMillis() + " ms", e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /**
   * What stands in for a registry for a while, or at an address beside it, answers that a page is
   * not there, or with a page. No schema is unknown for that.
   */
  private static Answer answer(int status, byte[] body) throws IOException {
    if (status != OK && status != NOT_FOUND || status == OK && body.length > LARGEST_ANSWER) {
      return new Answer(status, null);
    }
    try {
      ObjectNode object = JsonValue.read(body);
      boolean isRegistrys =
          status == OK
              ? object.path("schema").isTextual()
              : object.path("error_code").asInt() / UNKNOWN_IN_DETAIL == NOT_FOUND;
      if (isRegistrys) {
        return new Answer(status, object);
      }
    } catch (UnreadableValueException e) {
      LOG.debug("An answer that is no object", e);
    }
    throw new IOException("what answers there, with status " + status + ", is no schema registry");
  }

  private static byte[] body(HttpResponse<InputStream> response) {
    try (InputStream body = response.body()) {
      return body.readNBytes(LARGEST_ANSWER + 1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void close(HttpResponse<InputStream> response) {
    try {
      response.body().close();
    } catch (IOException e) {
      LOG.debug("An answer that came too late could not be closed", e);
    }
  }

  private static void sleep(Duration pause) {
    try {
      TimeUnit.MILLISECONDS.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      throw new UncheckedIOException(interrupted(e));
    }
  }

  private static InterruptedIOException interrupted(InterruptedException cause) {
    Thread.currentThread().interrupt();
    InterruptedIOException interrupted = new InterruptedIOException("interrupted");
    interrupted.initCause(cause);
    return interrupted;
  }
}

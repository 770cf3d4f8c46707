package io.vectorstream.serve.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vectorstream.serve.AccessToken;
import io.vectorstream.serve.AwayLetters;
import io.vectorstream.serve.FakeRun;
import io.vectorstream.serve.RunServer;
import io.vectorstream.serve.RunServers;
import io.vectorstream.serve.ServeSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused before anybody is asked. */
final class ApiRequestsTest {

  private static final String TOKEN = "0123456789abcdef";

  private final HttpClient client = HttpClient.newHttpClient();
  private final FakeRun run = new FakeRun();
  private RunServer.Started server;

  private void start(Optional<AccessToken> token) throws IOException {
    ServeSettings settings = new ServeSettings("localhost", 0, Duration.ofMinutes(5), false, token);
    server = RunServers.find().orElseThrow().start(settings, run);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.timeout(Duration.ofSeconds(20)).build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder at(String path) {
    return HttpRequest.newBuilder(URI.create(server.url() + path));
  }

  private static String error(HttpResponse<String> response) throws Exception {
    assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
    return new ObjectMapper().readTree(response.body()).get("error").textValue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "/api/search | q is missing",
        "/api/search?q=%20 | q is missing",
        "/api/search?q=a&limit=0 | limit has to be a whole number from 1 to 100, it is '0'",
        "/api/search?q=a&limit=101 | limit has to be a whole number from 1 to 100, it is '101'",
        "/api/search?q=a&limit=x | limit has to be a whole number from 1 to 100, it is 'x'",
        "/api/search?q=a&min_price=NaN | min_price has to be a number, it is 'NaN'",
        "/api/search?q=a&max_price=1,5 | max_price has to be a number, it is '1,5'",
        "/api/search?q=a&since=today"
            + " | since has to be a time such as 2026-01-31T09:30:00Z, it is 'today'",
        "/api/search?q=a&distinct=user | distinct has to be one of [product], it is 'user'",
        "/api/search?q=a&mode=dense"
            + " | mode has to be one of [hybrid, meaning, words], it is 'dense'",
        "/api/similar/a?mode=words | there is no parameter mode, but [category, distinct,"
            + " event_type, limit, max_price, min_price, since, until, user_id]",
        "/api/search?q=a&q=b | q is there more than once",
        "/api/deadletters?stage=read | stage has to be one of [embed, parse, write], it is 'read'",
        "/api/deadletters?topic=secrets | topic has to be one of [events.dlq], it is 'secrets'",
        "/api/deadletters?until=2026-01-31T09:30:00 | until has to be a time such as"
            + " 2026-01-31T09:30:00Z, it is '2026-01-31T09:30:00'",
        "/api/stats?x=1 | there is no parameter x, nor any other",
        "/api/search?q=%ff | the parameters cannot be read: what follows a % has to be UTF-8 in two"
            + " hexadecimal digits a byte",
        "/api/deadletters?reason=%c3 | the parameters cannot be read: what follows a % has to be"
            + " UTF-8 in two hexadecimal digits a byte",
        "/api/similar/ | the event's id is missing behind /api/similar/"
      })
  void whatIsWrongWithAParameterIsSaid(String path, String sentence) throws Exception {
    start(Optional.empty());

    HttpResponse<String> response = send(at(path));

    assertThat(error(response)).isEqualTo(sentence);
    assertThat(response.statusCode()).isEqualTo(400);
  }

  @Test
  void aParameterIsOnlySoLong() throws Exception {
    start(Optional.empty());

    assertThat(error(send(at("/api/search?q=" + "x".repeat(1_001)))))
        .isEqualTo("q is longer than 1000 characters");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/api/search?q=a | the run is starting, nothing can be searched yet",
        "/api/similar/a%2Fb%25c | the run is starting, nothing can be searched yet",
        "/api/stats | the run is starting, nothing can be counted yet",
        "/api/deadletters | Kafka is away",
        "/api/deadletters/counts | Kafka is away"
      })
  void whatCannotBeHadNowIsSaid(String path, String sentence) throws Exception {
    start(Optional.empty());

    HttpResponse<String> response = send(at(path));

    assertThat(error(response)).isEqualTo(sentence);
    assertThat(response.statusCode()).isEqualTo(503);
  }

  private HttpRequest.Builder replay() {
    return at("/api/deadletters/0/1/replay").POST(BodyPublishers.noBody());
  }

  private HttpRequest.Builder replay(String token) {
    return replay().header("Authorization", "Bearer " + token);
  }

  @Test
  void nothingCanBeChangedWithoutATokenFile() throws Exception {
    start(Optional.empty());

    HttpResponse<String> response = send(replay(TOKEN));

    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(error(response))
        .isEqualTo("nothing can be changed here: the run was started without --httpTokenFile");
  }

  @Test
  void onlyWhoKnowsTheTokenChangesSomething() throws Exception {
    start(Optional.of(new AccessToken(TOKEN)));

    assertThat(send(replay()).statusCode()).isEqualTo(401);
    assertThat(send(replay(TOKEN + "0")).statusCode()).isEqualTo(401);
    assertThat(send(replay("")).statusCode()).isEqualTo(401);
    HttpResponse<String> known = send(replay(TOKEN));
    assertThat(known.statusCode()).isEqualTo(503);
    assertThat(error(known)).isEqualTo("Kafka is away");
  }

  @Test
  void aPageFromElsewhereChangesNothing() throws Exception {
    start(Optional.of(new AccessToken(TOKEN)));

    assertThat(send(replay(TOKEN).header("Origin", "http://shop.example")).statusCode())
        .isEqualTo(403);
    assertThat(send(replay(TOKEN).header("Origin", "null")).statusCode()).isEqualTo(403);
    assertThat(send(replay(TOKEN).header("Sec-Fetch-Site", "cross-site")).statusCode())
        .isEqualTo(403);
    assertThat(send(replay(TOKEN).header("Origin", server.url())).statusCode()).isEqualTo(503);
  }

  @Test
  void thePageBehindAProxyThatEndsTlsIsNotFromElsewhere() throws Exception {
    start(Optional.of(new AccessToken(TOKEN)));
    String secure = server.url().replace("http://", "https://");

    HttpRequest.Builder own = replay(TOKEN).header("Origin", secure);
    assertThat(send(own.header("Sec-Fetch-Site", "same-origin")).statusCode()).isEqualTo(503);
    HttpRequest.Builder other = replay(TOKEN).header("Origin", secure);
    assertThat(send(other.header("Sec-Fetch-Site", "same-site")).statusCode()).isEqualTo(403);
  }

  @Test
  void whatIsSentAgainIsOfOneTopic() throws Exception {
    run.letters = new AwayLetters(List.of("orders.dlq", "views.dlq"));
    start(Optional.of(new AccessToken(TOKEN)));

    HttpResponse<String> response = send(replay(TOKEN));

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(error(response))
        .isEqualTo("topic has to be one of [orders.dlq, views.dlq], it is missing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/deadletters/0/1/replay", "/api/deadletters/replay"})
  void onlyPostChangesSomething(String path) throws Exception {
    start(Optional.of(new AccessToken(TOKEN)));

    HttpResponse<String> response = send(at(path).header("Authorization", "Bearer " + TOKEN));

    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(response.headers().firstValue("Allow")).contains("POST");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/deadletters/x/1/replay",
        "/api/deadletters/0/1",
        "/api/deadletters/0/1/replay/again",
        "/api/deadletters/99999999999/1/replay"
      })
  void anotherPlaceIsNotFound(String path) throws Exception {
    start(Optional.of(new AccessToken(TOKEN)));
    HttpRequest.Builder request =
        at(path).POST(BodyPublishers.noBody()).header("Authorization", "Bearer " + TOKEN);

    assertThat(send(request).statusCode()).isEqualTo(404);
  }

  @Test
  void everyPathOfTheDescriptionIsThere() throws Exception {
    start(Optional.empty());

    JsonNode paths = new ObjectMapper().readTree(send(at("/openapi.json")).body()).get("paths");

    assertThat(paths.size()).isEqualTo(12);
    for (Iterator<String> names = paths.fieldNames(); names.hasNext(); ) {
      String path = names.next();
      // The one has no end.
      if (!path.equals("/api/live") && paths.get(path).has("get")) {
        assertThat(send(at(path.replace("{id}", "a"))).statusCode()).as(path).isNotEqualTo(404);
      }
    }
  }
}

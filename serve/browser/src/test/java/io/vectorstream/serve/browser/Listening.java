package io.vectorstream.serve.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayDeque;
import java.util.Deque;

/** The page as one of the few that a run tells of itself. */
final class Listening {

  /** To how many a run tells of itself at a time. */
  private static final int LISTENERS = 16;

  private final Browser browser;
  private final HttpClient client = HttpClient.newHttpClient();
  private final HttpRequest live;

  Listening(Browser browser, String url) {
    this.browser = browser;
    this.live = HttpRequest.newBuilder(URI.create(url + "/api/live")).build();
  }

  /** It leaves its place to others while nobody sees it, and comes back when they have left. */
  void endsWhileNobodySeesIt() throws IOException {
    setHidden(true);
    Deque<InputStream> others = new ArrayDeque<>();
    try {
      Browser.await("all places are taken", () -> isAdded(others) && others.size() == LISTENERS);
      setHidden(false);
      Browser.await("there is none", () -> browser.textOf("state").startsWith("The run has ended"));
    } finally {
      for (InputStream other : others) {
        other.close();
      }
    }
    Browser.await("it is told again", () -> browser.textOf("state").equals("Reading"));
    // The browser says that an answer was 503.
    assertThat(browser.complaints()).isNotEmpty().allMatch(line -> line.contains("503"));
  }

  private void setHidden(boolean hidden) {
    browser.run(
        "Object.defineProperty(document, 'hidden', { configurable: true, value: %s });"
                .formatted(hidden)
            + "document.dispatchEvent(new Event('visibilitychange'))");
  }

  private boolean isAdded(Deque<InputStream> others) {
    HttpResponse<InputStream> response =
        client.sendAsync(live, BodyHandlers.ofInputStream()).join();
    if (response.statusCode() == 200) {
      others.add(response.body());
      return true;
    }
    try {
      response.body().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return false;
  }
}

package io.vectorstream.serve.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class AFewAtATimeTest {

  private static final int AT_A_TIME = 2;
  private static final int WAITING = 16;
  private static final Duration PATIENCE = Duration.ofSeconds(8);

  private final AtomicInteger inside = new AtomicInteger();
  private final AtomicInteger mostInside = new AtomicInteger();
  private final CountDownLatch leave = new CountDownLatch(1);
  private final Server server = new Server();
  private final ServerConnector connector = new ServerConnector(server);

  @BeforeEach
  void start() throws Exception {
    connector.setHost("localhost");
    server.addConnector(connector);
    server.setHandler(
        new AFewAtATime(
            new Handler.Abstract() {
              @Override
              public boolean handle(Request request, Response response, Callback callback)
                  throws InterruptedException {
                mostInside.accumulateAndGet(inside.incrementAndGet(), Math::max);
                leave.await();
                inside.decrementAndGet();
                callback.succeeded();
                return true;
              }
            }));
    server.start();
  }

  @AfterEach
  void stop() throws Exception {
    leave.countDown();
    server.stop();
  }

  @Test
  void someWorkSomeWaitAndTheRestIsTurnedAway() throws Exception {
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + connector.getLocalPort()))
            .timeout(Duration.ofSeconds(30))
            .build();
    BlockingQueue<HttpResponse<String>> answers = new LinkedBlockingQueue<>();
    List<CompletableFuture<?>> asked = new ArrayList<>();
    for (int i = 0; i < AT_A_TIME + WAITING + 1; i++) {
      asked.add(client.sendAsync(request, BodyHandlers.ofString()).thenAccept(answers::add));
    }

    HttpResponse<String> turnedAway = answers.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    assertThat(turnedAway.statusCode()).isEqualTo(503);
    assertThat(turnedAway.headers().firstValue("Retry-After")).contains("1");
    assertThat(turnedAway.body()).contains("too much is asked at once, try again later");
    assertThat(answers).isEmpty();

    leave.countDown();
    CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new)).join();
    assertThat(answers)
        .hasSize(AT_A_TIME + WAITING)
        .allSatisfy(answer -> assertThat(answer.statusCode()).isEqualTo(200));
    assertThat(mostInside).hasValue(AT_A_TIME);
  }
}

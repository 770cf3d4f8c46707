package io.vectorstream.tools.search;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with flags, for which nothing has to be asked. */
final class SearchCommandTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://shop_app:8080",
        "http://shop app:8080",
        "http://shop:80a80",
        "http://shop:65536",
        "http://[shop]:8080",
        "http://:8080",
        "ftp://shop:8080",
        "shop:8080",
        "http://shop:8080/page"
      })
  void aRunHasAnAddress(String url) {
    int exitCode =
        new SearchCommand()
            .execute(
                new PrintWriter(out, true), new PrintWriter(err, true), "coat", "--run=" + url);

    assertThat(err)
        .hasToString(
            "--run has to be an address such as http://localhost:8080, it is "
                + url
                + System.lineSeparator());
    assertThat(exitCode).isEqualTo(2);
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void anotherServiceIsNoRun() throws Exception {
    HttpServer other =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    other.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 2);
          exchange.getResponseBody().write("{}".getBytes(UTF_8));
          exchange.close();
        });
    other.start();
    String url = "http://127.0.0.1:" + other.getAddress().getPort();
    try {
      int exitCode =
          new SearchCommand()
              .execute(
                  new PrintWriter(out, true), new PrintWriter(err, true), "coat", "--run=" + url);

      assertThat(err)
          .hasToString("--run: what answers at " + url + " is no run" + System.lineSeparator());
      assertThat(exitCode).isEqualTo(2);
    } finally {
      other.stop(0);
    }
  }
}

package io.vectorstream.tools.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
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
}

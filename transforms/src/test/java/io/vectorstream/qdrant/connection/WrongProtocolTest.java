package io.vectorstream.qdrant.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WrongProtocolTest {

  @ParameterizedTest
  @ValueSource(ints = {200, 301, 400, 404, 405, 415})
  void anAnswerOfHttpShowsIt(int code) {
    assertThat(isShownBy(code)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 408, 429, 500, 502, 503, 504})
  void aProxyThatSpeaksForItsServerDoesNot(int code) {
    assertThat(isShownBy(code)).isFalse();
  }

  @Test
  void tlsWithoutHttp2ShowsIt() {
    assertThat(
            WrongProtocol.isShownBy(
                Status.UNAVAILABLE.withDescription(
                    "Failed ALPN negotiation: Unable to find compatible protocol")))
        .isTrue();
  }

  @Test
  void aServerOfGrpcDoesNot() {
    assertThat(WrongProtocol.isShownBy(Status.UNIMPLEMENTED)).isFalse();
    assertThat(
            WrongProtocol.isShownBy(
                Status.UNIMPLEMENTED.withDescription("Method not found: qdrant.Points/Upsert")))
        .isFalse();
  }

  private static boolean isShownBy(int code) {
    return WrongProtocol.isShownBy(
        Status.UNKNOWN.withDescription(
            "HTTP status code " + code + "\ninvalid content-type: text/html\nheaders: Metadata()"));
  }
}

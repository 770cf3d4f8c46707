package io.vectorstream.qdrant.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Metadata;
import io.grpc.Status;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RetryAfterTest {

  @Test
  void readsOnlySecondsThatItUnderstands() {
    for (List<String> row :
        List.of(
            List.of("3", "PT3S"),
            List.of("0.25", "PT0.25S"),
            List.of("-1", "PT0S"),
            List.of("soon", "PT0S"))) {
      Metadata trailers = new Metadata();
      trailers.put(Metadata.Key.of("retry-after", Metadata.ASCII_STRING_MARSHALLER), row.get(0));
      assertThat(RetryAfter.of(Status.UNAVAILABLE.asRuntimeException(trailers)))
          .hasToString(row.get(1));
    }
    assertThat(RetryAfter.of(Status.UNAVAILABLE.asRuntimeException())).isEqualTo(Duration.ZERO);
  }
}

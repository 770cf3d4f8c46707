package io.vectorstream.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.beam.sdk.values.KV;
import org.junit.jupiter.api.Test;

final class SourceRecordTest {

  @Test
  void countsTheBytesOfKeyValueAndHeaders() {
    assertThat(
            SourceRecord.of(
                    "topic",
                    0,
                    0,
                    0,
                    List.of(KV.of("é", new byte[3]), KV.of("none", null)),
                    new byte[10],
                    new byte[100])
                .bytes())
        .isEqualTo(2 + 3 + 4 + 10 + 100);
    assertThat(SourceRecord.of("topic", 0, 0, 0, List.of(), null, null).bytes()).isZero();
  }
}

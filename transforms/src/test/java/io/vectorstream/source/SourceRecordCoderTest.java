package io.vectorstream.source;

import java.util.List;
import org.apache.beam.sdk.testing.CoderProperties;
import org.apache.beam.sdk.values.KV;
import org.junit.jupiter.api.Test;

final class SourceRecordCoderTest {

  @Test
  void keepsEveryPart() throws Exception {
    CoderProperties.coderDecodeEncodeEqual(
        SourceRecordCoder.of(),
        SourceRecord.of(
            "topic",
            2,
            Long.MAX_VALUE,
            -1,
            List.of(KV.of("trace", new byte[] {1, 0, -1}), KV.of("empty", null)),
            new byte[] {0},
            new byte[] {(byte) 0xC3, 0}));
  }

  @Test
  void tellsNullFromEmpty() throws Exception {
    CoderProperties.coderDecodeEncodeEqual(
        SourceRecordCoder.of(), SourceRecord.of("t", 0, 0, 0, List.of(), null, null));
    CoderProperties.coderDecodeEncodeEqual(
        SourceRecordCoder.of(), SourceRecord.of("t", 0, 0, 0, List.of(), new byte[0], new byte[0]));
  }
}

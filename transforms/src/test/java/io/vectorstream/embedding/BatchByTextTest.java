package io.vectorstream.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.KV;
import org.junit.jupiter.api.Test;

/** Elements are pairs of an id and a text. */
final class BatchByTextTest {

  private static final BatchByText<KV<String, String>> BY_TEXT =
      BatchByText.<KV<String, String>>of(KV::getValue).withMaxDelay(Duration.ofSeconds(1));

  private final TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);

  @Test
  void equalTextsMeetUnderOneKeyInBatchesOfTheSizeAsked() {
    List<KV<String, String>> elements = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      elements.add(KV.of("e-" + i, "text " + i % 6));
    }

    PAssert.that(pipeline.apply(Create.of(elements)).apply(BY_TEXT.withSize(4).withShards(3)))
        .satisfies(
            batches -> {
              Map<String, Integer> keyOfText = new HashMap<>();
              List<KV<String, String>> seen = new ArrayList<>();
              for (KV<Integer, Iterable<KV<String, String>>> batch : batches) {
                assertThat(batch.getKey()).isBetween(0, 2);
                assertThat(batch.getValue()).hasSizeBetween(1, 4);
                for (KV<String, String> element : batch.getValue()) {
                  seen.add(element);
                  assertThat(keyOfText.merge(element.getValue(), batch.getKey(), (a, b) -> a))
                      .isEqualTo(batch.getKey());
                }
              }
              assertThat(seen).containsExactlyInAnyOrderElementsOf(elements);
              return null;
            });
    pipeline.run();
  }

  @Test
  void aBatchIsBoundedByWhatItsElementsTakeWhenEncoded() {
    checkSizes(BY_TEXT, 7);
  }

  @Test
  void aBatchIsBoundedByWhatAFunctionSaysElementsWeigh() {
    checkSizes(BY_TEXT.withWeigher(element -> 3L << 20), 2);
  }

  private void checkSizes(BatchByText<KV<String, String>> batches, int most) {
    List<KV<String, String>> elements = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      elements.add(KV.of("e-" + i, "m".repeat(1 << 20)));
    }

    PAssert.that(pipeline.apply(Create.of(elements)).apply(batches.withShards(1)))
        .satisfies(
            all -> {
              List<String> seen = new ArrayList<>();
              for (KV<Integer, Iterable<KV<String, String>>> batch : all) {
                assertThat(batch.getValue()).hasSizeBetween(1, most);
                batch.getValue().forEach(element -> seen.add(element.getKey()));
              }
              assertThat(seen).hasSize(20).doesNotHaveDuplicates();
              return null;
            });
    pipeline.run();
  }

  @Test
  void wantsSensibleNumbers() {
    assertThatThrownBy(() -> BY_TEXT.withSize(0))
        .hasMessage("batch size has to be at least 1, it is 0");
    assertThatThrownBy(() -> BY_TEXT.withMaxDelay(Duration.ofNanos(1)))
        .hasMessage("maximum delay has to be at least a millisecond, it is PT0.000000001S");
    assertThatThrownBy(() -> BY_TEXT.withShards(0))
        .hasMessage("shards have to be at least 1, they are 0");
  }
}

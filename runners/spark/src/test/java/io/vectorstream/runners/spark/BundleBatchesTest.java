package io.vectorstream.runners.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectorstream.embedding.EmbedTexts;
import io.vectorstream.embedding.Embedded;
import io.vectorstream.embedding.ModelIdentity;
import io.vectorstream.embedding.TextEmbedder;
import io.vectorstream.embedding.Unembeddable;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.GroupIntoBatches;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.transforms.WithFailures;
import org.apache.beam.sdk.transforms.WithTimestamps;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BundleBatchesTest {

  private static final int ELEMENTS = 300;
  private static final int KEYS = 7;

  @ParameterizedTest
  @ValueSource(strings = {"TestSparkRunner", "DirectRunner"})
  void everyElementIsInOneBatchOfItsKey(String runner) {
    TestPipeline pipeline = pipeline(runner);
    check(elements(pipeline).apply(GroupIntoBatches.ofSize(10)), 10);

    run(pipeline);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TestSparkRunner", "DirectRunner"})
  void aBatchIsBoundedByBytesToo(String runner) {
    TestPipeline pipeline = pipeline(runner);
    SerializableFunction<Integer, Long> hundred = value -> 100L;
    check(elements(pipeline).apply(GroupIntoBatches.ofByteSize(350, hundred)), 3);

    run(pipeline);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TestSparkRunner", "DirectRunner"})
  void aBatchIsOfOneWindow(String runner) {
    TestPipeline pipeline = pipeline(runner);
    PCollection<KV<Integer, Iterable<Integer>>> batches =
        elements(pipeline)
            .apply(WithTimestamps.of(element -> Instant.ofEpochMilli(element.getValue())))
            .apply(Window.into(FixedWindows.of(Duration.millis(50))))
            .apply(GroupIntoBatches.ofSize(10));
    PAssert.that(
            batches.apply(
                MapElements.into(TypeDescriptors.integers())
                    .via(
                        batch -> {
                          List<Integer> windows = new ArrayList<>();
                          batch.getValue().forEach(value -> windows.add(value / 50));
                          return (int) windows.stream().distinct().count();
                        })))
        .satisfies(
            counts -> {
              assertThat(counts).containsOnly(1);
              return null;
            });

    run(pipeline);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TestSparkRunner", "DirectRunner"})
  void anyElementsAreEmbeddedInBatches(String runner) {
    TestPipeline pipeline = pipeline(runner);
    List<String> elements = new ArrayList<>(List.of(" ", ""));
    List<Embedded<String>> expected = new ArrayList<>();
    for (int number = 0; number < ELEMENTS; number++) {
      String element = "x".repeat(1 + number % KEYS);
      elements.add(element);
      expected.add(Embedded.of(element, element, LengthEmbedder.vector(element)));
    }

    WithFailures.Result<PCollection<Embedded<String>>, Unembeddable<String>> embedded =
        pipeline
            .apply(Create.of(elements))
            .apply(
                EmbedTexts.of(LengthEmbedder::new, (String element) -> element).withBatchSize(10));

    PAssert.that(embedded.output()).containsInAnyOrder(expected);
    PAssert.that(
            embedded
                .failures()
                .apply(MapElements.into(TypeDescriptors.strings()).via(Unembeddable::element)))
        .containsInAnyOrder(" ", "");
    run(pipeline);
  }

  /** Makes a vector of a text's length. */
  private record LengthEmbedder() implements TextEmbedder {

    static float[] vector(String text) {
      return new float[] {text.length(), 1};
    }

    @Override
    public String model() {
      return "fake:length";
    }

    @Override
    public ModelIdentity identity() {
      return new ModelIdentity("length", "1", "none", false, 2, "fp32");
    }

    @Override
    public String device() {
      return "cpu";
    }

    @Override
    public List<float[]> embed(List<String> texts) {
      return texts.stream().map(LengthEmbedder::vector).toList();
    }

    @Override
    public void close() {}
  }

  private static TestPipeline pipeline(String runner) {
    PipelineOptions options = PipelineOptionsFactory.fromArgs("--runner=" + runner).create();
    return TestPipeline.fromOptions(options).enableAbandonedNodeEnforcement(false);
  }

  private static void run(TestPipeline pipeline) {
    SparkDefaults.apply("local", 250, false);
    pipeline.replaceAll(List.of(BundleBatches.override()));
    pipeline.run().waitUntilFinish();
  }

  private static PCollection<KV<Integer, Integer>> elements(TestPipeline pipeline) {
    List<KV<Integer, Integer>> elements = new ArrayList<>();
    for (int value = 0; value < ELEMENTS; value++) {
      elements.add(KV.of(value % KEYS, value));
    }
    return pipeline.apply(Create.of(elements));
  }

  private static void check(PCollection<KV<Integer, Iterable<Integer>>> batches, int most) {
    PAssert.that(batches)
        .satisfies(
            all -> {
              List<Integer> seen = new ArrayList<>();
              for (KV<Integer, Iterable<Integer>> batch : all) {
                assertThat(batch.getValue()).hasSizeBetween(1, most);
                for (int value : batch.getValue()) {
                  assertThat(value % KEYS).isEqualTo(batch.getKey());
                  seen.add(value);
                }
              }
              assertThat(seen).hasSize(ELEMENTS).doesNotHaveDuplicates();
              return null;
            });
  }
}

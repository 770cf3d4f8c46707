package io.vectorstream.embedding.djl;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectorstream.embedding.EmbedBatches;
import io.vectorstream.embedding.EmbedTexts;
import io.vectorstream.embedding.Embedded;
import io.vectorstream.embedding.ModelIdentity;
import io.vectorstream.embedding.TextEmbedder;
import io.vectorstream.embedding.TextEmbedderFactory;
import io.vectorstream.embedding.TextEmbedders;
import io.vectorstream.embedding.Unembeddable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.coders.IterableCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.WithFailures;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A pipeline whose workers lose their cards on the way. */
class LostDevicesTest {

  private static final int BATCHES = 60;
  private static final int BATCH = 5;
  private static final AtomicInteger CPU_SESSIONS = new AtomicInteger();

  /** Opens a model on cards that work for ten passes each. */
  private record FragileFactory(int cards) implements TextEmbedderFactory {

    @Override
    public TextEmbedder open() {
      List<String> devices = new ArrayList<>();
      for (int card = 0; card < cards; card++) {
        devices.add("gpu:" + card);
      }
      return new CharEmbedder(
          DeviceSessions.open(devices, true, FragileFactory::session, new LostGpus()::add));
    }

    private static ModelSession session(String device) {
      if (device.equals("cpu")) {
        CPU_SESSIONS.incrementAndGet();
        return new FakeModelSession(device);
      }
      AtomicInteger passes = new AtomicInteger();
      return new FakeModelSession(
          device,
          tokens -> {
            if (passes.incrementAndGet() > 10) {
              throw FakeModelSession.engineFailure(FakeModelSession.LOST);
            }
          });
    }
  }

  /** Takes a text's chars for its tokens. */
  private record CharEmbedder(ModelSession session) implements TextEmbedder {

    static long[] tokens(String text) {
      return text.chars().asLongStream().toArray();
    }

    @Override
    public String model() {
      return "fake:chars";
    }

    @Override
    public ModelIdentity identity() {
      return new ModelIdentity("chars", "1", "none", false, 2, "fp32");
    }

    @Override
    public String device() {
      return session.device();
    }

    @Override
    public List<float[]> embed(List<String> texts) {
      return List.of(session.run(texts.stream().map(CharEmbedder::tokens).toArray(long[][]::new)));
    }

    @Override
    public int takeDevicesLost() {
      return session.takeDevicesLost();
    }

    @Override
    public void close() {
      session.close();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void everyTextIsEmbeddedAndEveryLossCountedOnce(int cards) {
    CPU_SESSIONS.set(0);
    List<KV<Integer, Iterable<String>>> batches = new ArrayList<>();
    List<Embedded<String>> expected = new ArrayList<>();
    for (int batch = 0; batch < BATCHES; batch++) {
      List<String> texts = new ArrayList<>();
      for (int index = 0; index < BATCH; index++) {
        String text = "product " + batch + " of " + index;
        texts.add(text);
        expected.add(
            Embedded.of(
                text, text, FakeModelSession.vectors(new long[][] {CharEmbedder.tokens(text)})[0]));
      }
      batches.add(KV.of(batch, texts));
    }
    TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);
    TextEmbedderFactory factory =
        TextEmbedders.shared(TextEmbedders.caching(new FragileFactory(cards), 1));

    WithFailures.Result<PCollection<Embedded<String>>, Unembeddable<String>> embedded =
        pipeline
            .apply(
                Create.of(batches)
                    .withCoder(
                        KvCoder.of(VarIntCoder.of(), IterableCoder.of(StringUtf8Coder.of()))))
            .apply(EmbedBatches.of(factory, text -> text));

    PAssert.that(embedded.output()).containsInAnyOrder(expected);
    PAssert.that(embedded.failures()).empty();
    PipelineResult result = pipeline.run();
    assertThat(devicesLost(result)).isEqualTo(cards);
    assertThat(CPU_SESSIONS).hasValue(1);
    try (TextEmbedder shared = factory.open()) {
      assertThat(shared.device()).isEqualTo("cpu");
      assertThat(shared.takeDevicesLost()).isZero();
    }
  }

  private static long devicesLost(PipelineResult result) {
    long sum = 0;
    for (MetricResult<Long> counter :
        result
            .metrics()
            .queryMetrics(
                MetricsFilter.builder()
                    .addNameFilter(
                        MetricNameFilter.named(
                            EmbedTexts.DEVICES_LOST.getNamespace(),
                            EmbedTexts.DEVICES_LOST.getName()))
                    .build())
            .getCounters()) {
      sum += counter.getCommitted();
    }
    return sum;
  }
}

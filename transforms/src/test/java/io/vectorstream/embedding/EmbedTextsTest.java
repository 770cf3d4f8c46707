package io.vectorstream.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.coders.BigEndianIntegerCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.NullableCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.metrics.MetricName;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.apache.beam.sdk.testing.CoderProperties;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.transforms.WithFailures;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Elements are pairs of a number and a text, which may be null. */
final class EmbedTextsTest {

  private static final KvCoder<Integer, String> CODER =
      KvCoder.of(BigEndianIntegerCoder.of(), NullableCoder.of(StringUtf8Coder.of()));
  private static final KV<Integer, String> TEA = KV.of(1, "tea");
  private static final KV<Integer, String> TEA_AGAIN = KV.of(2, "tea");
  private static final KV<Integer, String> COFFEE = KV.of(3, "coffee");

  private final TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);

  @SafeVarargs
  private WithFailures.Result<
          PCollection<Embedded<KV<Integer, String>>>, Unembeddable<KV<Integer, String>>>
      embed(TextEmbedderFactory embedders, KV<Integer, String>... elements) {
    return embed(embedders, KV::getValue, elements);
  }

  /** In batches of one shard, so that all elements are in one. */
  @SafeVarargs
  private WithFailures.Result<
          PCollection<Embedded<KV<Integer, String>>>, Unembeddable<KV<Integer, String>>>
      embed(
          TextEmbedderFactory embedders,
          SerializableFunction<KV<Integer, String>, String> text,
          KV<Integer, String>... elements) {
    return pipeline
        .apply(Create.of(List.of(elements)).withCoder(CODER))
        .apply(EmbedTexts.of(embedders, text).withShards(1).withBatchSize(elements.length));
  }

  @Test
  void eachElementGetsTheVectorOfItsText() {
    WithFailures.Result<
            PCollection<Embedded<KV<Integer, String>>>, Unembeddable<KV<Integer, String>>>
        embedded = embed(HashTextEmbedder::new, TEA, COFFEE, TEA_AGAIN);

    PAssert.that(embedded.output())
        .containsInAnyOrder(
            Embedded.of(TEA, "tea", HashTextEmbedder.vector("tea")),
            Embedded.of(TEA_AGAIN, "tea", HashTextEmbedder.vector("tea")),
            Embedded.of(COFFEE, "coffee", HashTextEmbedder.vector("coffee")));
    PAssert.that(embedded.failures()).empty();
    PipelineResult result = pipeline.run();
    assertThat(counter(result, EmbedTexts.TEXTS_EMBEDDED)).isEqualTo(2);
    assertThat(counter(result, EmbedTexts.CACHE_HITS)).isEqualTo(1);
  }

  @Test
  void anElementWithoutTextFails() {
    KV<Integer, String> blank = KV.of(4, " \u2003\n");
    KV<Integer, String> none = KV.of(5, null);
    WithFailures.Result<
            PCollection<Embedded<KV<Integer, String>>>, Unembeddable<KV<Integer, String>>>
        embedded = embed(HashTextEmbedder::new, blank, COFFEE, none);

    PAssert.that(embedded.output())
        .containsInAnyOrder(Embedded.of(COFFEE, "coffee", HashTextEmbedder.vector("coffee")));
    PAssert.that(embedded.failures())
        .containsInAnyOrder(
            Unembeddable.of(blank, "it has no text", null),
            Unembeddable.of(none, "it has no text", null));
    pipeline.run();
  }

  @Test
  void anElementFailsForTheReasonThatTheTextFunctionGives() {
    WithFailures.Result<
            PCollection<Embedded<KV<Integer, String>>>, Unembeddable<KV<Integer, String>>>
        embedded =
            embed(
                HashTextEmbedder::new,
                element -> {
                  if (element.getKey() > 1) {
                    throw new IllegalArgumentException("number " + element.getKey() + " is secret");
                  }
                  return element.getValue();
                },
                TEA,
                TEA_AGAIN,
                COFFEE);

    PAssert.that(embedded.output())
        .containsInAnyOrder(Embedded.of(TEA, "tea", HashTextEmbedder.vector("tea")));
    PAssert.that(embedded.failures())
        .containsInAnyOrder(
            Unembeddable.of(TEA_AGAIN, "number 2 is secret", null),
            Unembeddable.of(COFFEE, "number 3 is secret", null));
    pipeline.run();
  }

  @Test
  void aTextFunctionThatFailsInAnyOtherWayFailsTheBundle() {
    embed(
        HashTextEmbedder::new,
        element -> {
          throw new IllegalStateException("broken");
        },
        TEA);

    assertThatThrownBy(pipeline::run)
        .isInstanceOf(Pipeline.PipelineExecutionException.class)
        .hasRootCauseMessage("broken");
  }

  @Test
  void aTextThatTheModelFailsOnLeavesItsNeighboursAlone() {
    WithFailures.Result<
            PCollection<Embedded<KV<Integer, String>>>, Unembeddable<KV<Integer, String>>>
        embedded = embed(() -> new FailingTextEmbedder(Set.of("tea")), TEA, COFFEE, TEA_AGAIN);

    PAssert.that(embedded.output())
        .containsInAnyOrder(Embedded.of(COFFEE, "coffee", HashTextEmbedder.vector("coffee")));
    PAssert.that(embedded.failures())
        .containsInAnyOrder(
            failed(TEA, "this embedder fails when it was told to"),
            failed(TEA_AGAIN, "this embedder fails when it was told to"));
    pipeline.run();
  }

  @Test
  void aTextThatWorksWhenTriedAgainIsEmbedded() {
    WithFailures.Result<
            PCollection<Embedded<KV<Integer, String>>>, Unembeddable<KV<Integer, String>>>
        embedded =
            embed(
                () -> {
                  AtomicInteger failures = new AtomicInteger(3); // in the batch, and twice alone
                  return new FailingTextEmbedder(
                      text -> text.equals("tea") && failures.getAndDecrement() > 0);
                },
                TEA,
                COFFEE);

    PAssert.that(embedded.output())
        .containsInAnyOrder(
            Embedded.of(TEA, "tea", HashTextEmbedder.vector("tea")),
            Embedded.of(COFFEE, "coffee", HashTextEmbedder.vector("coffee")));
    PAssert.that(embedded.failures()).empty();
    pipeline.run();
  }

  @Test
  void aModelThatFailsOnEverythingFailsTheBundle() {
    embed(() -> new FailingTextEmbedder(text -> true), TEA, COFFEE);

    assertThatThrownBy(pipeline::run)
        .isInstanceOf(Pipeline.PipelineExecutionException.class)
        .hasRootCauseInstanceOf(EmbeddingException.class);
  }

  @Test
  void aModelThatBreaksIsNotTakenToWorkForWhatItsCacheHolds() {
    embed(
        TextEmbedders.caching(
            () -> {
              AtomicInteger embedded = new AtomicInteger();
              return new FailingTextEmbedder(
                  text -> text.equals("tea") || embedded.incrementAndGet() > 1);
            },
            1),
        TEA);

    assertThatThrownBy(pipeline::run)
        .isInstanceOf(Pipeline.PipelineExecutionException.class)
        .hasRootCauseInstanceOf(EmbeddingException.class);
  }

  private static Stream<Arguments> otherModels() {
    ModelIdentity hash = new HashTextEmbedder().identity();
    TextInput prefixed = new TextInput("passage: ", 7, false, false);
    return Stream.of(
        Arguments.of(
            new ModelIdentity("crc", "1", "none", true, 384, "fp32"), "name hash instead of crc"),
        Arguments.of(
            new ModelIdentity("hash", "2", "none", true, 384, "fp32"), "revision 1 instead of 2"),
        Arguments.of(
            new ModelIdentity("hash", "1", "cls", true, 384, "fp32"),
            "pooling none instead of cls"),
        Arguments.of(
            new ModelIdentity("hash", "1", "none", false, 384, "fp32"),
            "normalized true instead of false"),
        Arguments.of(
            new ModelIdentity("hash", "2", "none", true, 768, "fp32"),
            "revision 1 instead of 2 and dimension 384 instead of 768"),
        Arguments.of(
            new ModelIdentity("hash", "1", "none", true, 384, "int8"),
            "precision fp32 instead of int8"),
        Arguments.of(
            new ModelIdentity("hash", "1", "none", true, 384, "fp32", prefixed),
            "input " + hash.input() + " instead of " + prefixed));
  }

  @ParameterizedTest
  @MethodSource("otherModels")
  void aWorkerThatFindsAnotherModelFailsTheBundle(ModelIdentity expected, String difference) {
    embed(TextEmbedders.expecting(HashTextEmbedder::new, expected), TEA);

    assertThatThrownBy(pipeline::run)
        .rootCause()
        .isInstanceOf(EmbeddingException.class)
        .hasMessage("The model fake:hash is another one on this machine, with " + difference);
  }

  @Test
  void aWorkerMayComputeInAnotherPrecisionThatIsClose() {
    ModelIdentity onCard = new ModelIdentity("hash", "1", "none", true, 384, "fp16");
    WithFailures.Result<
            PCollection<Embedded<KV<Integer, String>>>, Unembeddable<KV<Integer, String>>>
        embedded = embed(TextEmbedders.expecting(HashTextEmbedder::new, onCard), TEA);

    PAssert.that(embedded.output())
        .containsInAnyOrder(Embedded.of(TEA, "tea", HashTextEmbedder.vector("tea")));
    PAssert.that(embedded.failures()).empty();
    pipeline.run();
  }

  @Test
  void anotherModelThanExpectedIsClosed() {
    AtomicInteger closed = new AtomicInteger();
    TextEmbedderFactory embedders =
        TextEmbedders.expecting(
            () ->
                new ForwardingTextEmbedder() {
                  @Override
                  TextEmbedder delegate() {
                    return new HashTextEmbedder();
                  }

                  @Override
                  public void close() {
                    closed.incrementAndGet();
                  }
                },
            new ModelIdentity("crc", "1", "none", true, 384, "fp32"));

    assertThatThrownBy(embedders::open).isInstanceOf(EmbeddingException.class);
    assertThat(closed).hasValue(1);
  }

  private static Stream<Arguments> unusableVectors() {
    float[] broken = HashTextEmbedder.vector("tea");
    broken[7] = Float.NaN;
    float[] infinite = HashTextEmbedder.vector("tea");
    infinite[383] = Float.POSITIVE_INFINITY;
    String unusable = "a vector that cannot be used: ";
    return Stream.of(
        Arguments.of(broken, unusable + "component 8 of 384 is NaN"),
        Arguments.of(infinite, unusable + "component 384 of 384 is Infinity"),
        Arguments.of(new float[384], unusable + "its length is zero"),
        Arguments.of(new float[] {1, 2}, "a vector of 2 components, where its others have 384"));
  }

  @ParameterizedTest
  @MethodSource("unusableVectors")
  void aTextWhoseVectorCannotBeUsedFailsAndLeavesItsNeighboursAlone(float[] vector, String made) {
    WithFailures.Result<
            PCollection<Embedded<KV<Integer, String>>>, Unembeddable<KV<Integer, String>>>
        embedded =
            embed(
                TextEmbedders.caching(
                    () ->
                        MappedTextEmbedder.ofEach(
                            text -> text.equals("tea") ? vector : HashTextEmbedder.vector(text)),
                    1),
                TEA,
                COFFEE,
                TEA_AGAIN);

    PAssert.that(embedded.output())
        .containsInAnyOrder(Embedded.of(COFFEE, "coffee", HashTextEmbedder.vector("coffee")));
    String reason = "The model fake:mapped made " + made;
    PAssert.that(embedded.failures())
        .containsInAnyOrder(failed(TEA, reason), failed(TEA_AGAIN, reason));
    pipeline.run();
  }

  @ParameterizedTest
  @MethodSource("unusableVectors")
  void aModelWithoutAnyUsableVectorFailsTheBundle(float[] vector, String made) {
    embed(() -> MappedTextEmbedder.ofEach(text -> vector), TEA, COFFEE);

    assertThatThrownBy(pipeline::run)
        .isInstanceOf(Pipeline.PipelineExecutionException.class)
        .rootCause()
        .isInstanceOf(EmbeddingException.class)
        .hasMessage("The model fake:mapped made " + made);
  }

  @Test
  void tooFewVectorsForABatchAreMadeUpForOneByOne() {
    WithFailures.Result<
            PCollection<Embedded<KV<Integer, String>>>, Unembeddable<KV<Integer, String>>>
        embedded =
            embed(
                () ->
                    MappedTextEmbedder.ofTexts(
                        texts -> List.of(HashTextEmbedder.vector(texts.get(texts.size() - 1)))),
                TEA,
                COFFEE);

    PAssert.that(embedded.output())
        .containsInAnyOrder(
            Embedded.of(TEA, "tea", HashTextEmbedder.vector("tea")),
            Embedded.of(COFFEE, "coffee", HashTextEmbedder.vector("coffee")));
    PAssert.that(embedded.failures()).empty();
    pipeline.run();
  }

  @Test
  void aModelThatAnswersWithNothingFailsTheBundle() {
    embed(() -> MappedTextEmbedder.ofTexts(texts -> List.of()), TEA);

    assertThatThrownBy(pipeline::run)
        .rootCause()
        .isInstanceOf(EmbeddingException.class)
        .hasMessage("The model fake:mapped made 0 vectors of 1 texts");
  }

  @Test
  void whatComesOutSurvivesItsCoder() throws Exception {
    CoderProperties.coderDecodeEncodeEqual(
        new EmbeddedCoder<>(CODER),
        Embedded.of(TEA, "tea ve çay", new float[] {1, -0f, Float.MIN_VALUE}));
    CoderProperties.coderDecodeEncodeEqual(
        new UnembeddableCoder<>(CODER), Unembeddable.of(TEA, "no", null));
    CoderProperties.coderDecodeEncodeEqual(
        new UnembeddableCoder<>(CODER), failed(KV.of(6, null), "no"));
    CoderProperties.coderSerializable(new EmbeddedCoder<>(CODER));
    CoderProperties.coderSerializable(new UnembeddableCoder<>(CODER));
  }

  private static Unembeddable<KV<Integer, String>> failed(
      KV<Integer, String> element, String reason) {
    return Unembeddable.of(element, reason, EmbeddingException.class.getName());
  }

  private static long counter(PipelineResult result, MetricName name) {
    return result
        .metrics()
        .queryMetrics(
            MetricsFilter.builder()
                .addNameFilter(MetricNameFilter.named(name.getNamespace(), name.getName()))
                .build())
        .getCounters()
        .iterator()
        .next()
        .getCommitted();
  }
}

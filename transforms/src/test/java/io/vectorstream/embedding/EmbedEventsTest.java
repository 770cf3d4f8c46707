package io.vectorstream.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vectorstream.deadletter.DeadLetter;
import io.vectorstream.event.CommerceEvent;
import io.vectorstream.event.CommerceEventCoder;
import io.vectorstream.event.Records;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.coders.IterableCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.metrics.MetricName;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.apache.beam.sdk.testing.CoderProperties;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class EmbedEventsTest {

  private static final CommerceEvent TEA = Records.event("e-1", "tea");
  private static final CommerceEvent TEA_AGAIN = Records.event("e-2", "tea");
  private static final CommerceEvent COFFEE = Records.event("e-3", "coffee");
  private static final CommerceEvent SILENT = Records.event("e-4", " ");

  private final TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);

  private PCollectionTuple embed(TextEmbedderFactory embedders, CommerceEvent... events) {
    return pipeline
        .apply(
            Create.of(KV.of(0, (Iterable<CommerceEvent>) List.of(events)))
                .withCoder(KvCoder.of(VarIntCoder.of(), IterableCoder.of(CommerceEventCoder.of()))))
        .apply(EmbedEvents.with(embedders, TextFields.parse(TextFields.DEFAULT)));
  }

  @Test
  void eachEventGetsTheVectorOfItsText() {
    PCollectionTuple embedded = embed(HashTextEmbedder::new, TEA, COFFEE, TEA_AGAIN);

    PAssert.that(embedded.get(EmbedEvents.EVENTS))
        .containsInAnyOrder(
            EmbeddedEvent.of(TEA, HashTextEmbedder.vector("tea")),
            EmbeddedEvent.of(TEA_AGAIN, HashTextEmbedder.vector("tea")),
            EmbeddedEvent.of(COFFEE, HashTextEmbedder.vector("coffee")));
    PAssert.that(embedded.get(EmbedEvents.DEAD_LETTERS)).empty();
    PipelineResult result = pipeline.run();
    assertThat(counter(result, EmbedEvents.TEXTS_EMBEDDED)).isEqualTo(2);
    assertThat(counter(result, EmbedEvents.CACHE_HITS)).isEqualTo(1);
  }

  @Test
  void anEventWithoutTextIsADeadLetter() {
    PCollectionTuple embedded = embed(HashTextEmbedder::new, SILENT, COFFEE);

    PAssert.that(embedded.get(EmbedEvents.EVENTS))
        .containsInAnyOrder(EmbeddedEvent.of(COFFEE, HashTextEmbedder.vector("coffee")));
    PAssert.that(embedded.get(EmbedEvents.DEAD_LETTERS))
        .containsInAnyOrder(
            DeadLetter.of(
                SILENT.source(),
                "embed",
                "none of product.name,product.description,product.category holds any text",
                null));
    pipeline.run();
  }

  @Test
  void aTextThatTheModelFailsOnLeavesItsNeighboursAlone() {
    PCollectionTuple embedded =
        embed(() -> new FailingTextEmbedder(Set.of("tea")), TEA, COFFEE, TEA_AGAIN);

    PAssert.that(embedded.get(EmbedEvents.EVENTS))
        .containsInAnyOrder(EmbeddedEvent.of(COFFEE, HashTextEmbedder.vector("coffee")));
    PAssert.that(embedded.get(EmbedEvents.DEAD_LETTERS))
        .containsInAnyOrder(
            failed(TEA, "this embedder fails when it was told to"),
            failed(TEA_AGAIN, "this embedder fails when it was told to"));
    pipeline.run();
  }

  @Test
  void aTextThatWorksWhenTriedAgainIsEmbedded() {
    PCollectionTuple embedded =
        embed(
            () -> {
              AtomicInteger failures = new AtomicInteger(3); // in the batch, and twice alone
              return new FailingTextEmbedder(
                  text -> text.equals("tea") && failures.getAndDecrement() > 0);
            },
            TEA,
            COFFEE);

    PAssert.that(embedded.get(EmbedEvents.EVENTS))
        .containsInAnyOrder(
            EmbeddedEvent.of(TEA, HashTextEmbedder.vector("tea")),
            EmbeddedEvent.of(COFFEE, HashTextEmbedder.vector("coffee")));
    PAssert.that(embedded.get(EmbedEvents.DEAD_LETTERS)).empty();
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
  void aTextWhoseVectorCannotBeUsedIsADeadLetterAndLeavesItsNeighboursAlone(
      float[] vector, String made) {
    PCollectionTuple embedded =
        embed(
            TextEmbedders.caching(
                () ->
                    MappedTextEmbedder.ofEach(
                        text -> text.equals("tea") ? vector : HashTextEmbedder.vector(text)),
                1),
            TEA,
            COFFEE,
            TEA_AGAIN);

    PAssert.that(embedded.get(EmbedEvents.EVENTS))
        .containsInAnyOrder(EmbeddedEvent.of(COFFEE, HashTextEmbedder.vector("coffee")));
    String reason = "The model fake:mapped made " + made;
    PAssert.that(embedded.get(EmbedEvents.DEAD_LETTERS))
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
    PCollectionTuple embedded =
        embed(
            () ->
                MappedTextEmbedder.ofTexts(
                    texts -> List.of(HashTextEmbedder.vector(texts.get(texts.size() - 1)))),
            TEA,
            COFFEE);

    PAssert.that(embedded.get(EmbedEvents.EVENTS))
        .containsInAnyOrder(
            EmbeddedEvent.of(TEA, HashTextEmbedder.vector("tea")),
            EmbeddedEvent.of(COFFEE, HashTextEmbedder.vector("coffee")));
    PAssert.that(embedded.get(EmbedEvents.DEAD_LETTERS)).empty();
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
  void anEmbeddedEventSurvivesItsCoder() throws Exception {
    CoderProperties.coderDecodeEncodeEqual(
        EmbeddedEventCoder.of(), EmbeddedEvent.of(TEA, new float[] {1, -0f, Float.MIN_VALUE}));
  }

  private static DeadLetter failed(CommerceEvent event, String reason) {
    return DeadLetter.of(event.source(), "embed", reason, EmbeddingException.class.getName());
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
        .getAttempted();
  }
}

package io.vectorstream.embedding;

import io.vectorstream.metrics.HistogramMetric;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;
import org.jspecify.annotations.Nullable;

/** Embeds the distinct texts of a batch and hands each element its vector. */
final class EmbedFn<T> extends DoFn<KV<Integer, Iterable<T>>, Embedded<T>> {

  private static final long serialVersionUID = 1L;

  /** How often a text is tried by itself before it is given up. */
  private static final int TRIES = 3;

  private final TextEmbedderFactory embedders;
  private final SerializableFunction<T, String> textFunction;
  private final TupleTag<Embedded<T>> embeddedTag;
  private final TupleTag<Unembeddable<T>> unembeddableTag;
  private final Counter textsEmbedded =
      Metrics.counter(EmbedTexts.class, EmbedTexts.TEXTS_EMBEDDED.getName());
  private final Counter cacheHits =
      Metrics.counter(EmbedTexts.class, EmbedTexts.CACHE_HITS.getName());
  private final Counter devicesLost =
      Metrics.counter(EmbedTexts.class, EmbedTexts.DEVICES_LOST.getName());

  private final HistogramMetric batchSize =
      new HistogramMetric(EmbedTexts.class, EmbedTexts.BATCH_SIZE.getName());
  private final HistogramMetric batchLatency =
      new HistogramMetric(EmbedTexts.class, EmbedTexts.BATCH_LATENCY.getName());

  private transient TextEmbedder embedder;

  EmbedFn(
      TextEmbedderFactory embedders,
      SerializableFunction<T, String> textFunction,
      TupleTag<Embedded<T>> embeddedTag,
      TupleTag<Unembeddable<T>> unembeddableTag) {
    this.embedders = embedders;
    this.textFunction = textFunction;
    this.embeddedTag = embeddedTag;
    this.unembeddableTag = unembeddableTag;
  }

  @Setup
  public void open() {
    embedder = new CheckedTextEmbedder(embedders.open());
  }

  @ProcessElement
  public void embed(@Element KV<Integer, Iterable<T>> batch, MultiOutputReceiver out) {
    Map<String, List<T>> elementsByText = byText(batch.getValue(), out);
    if (elementsByText.isEmpty()) {
      return;
    }
    long start = System.nanoTime();
    EmbeddingResult result;
    try {
      result = embedder.embedCounted(List.copyOf(elementsByText.keySet()));
    } catch (RuntimeException e) {
      embedOneByOne(elementsByText, e, out);
      return;
    }
    batchSize.record(elementsByText.size());
    batchLatency.record(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
    output(elementsByText, result, out);
  }

  private Map<String, List<T>> byText(Iterable<T> elements, MultiOutputReceiver out) {
    Map<String, List<T>> elementsByText = new LinkedHashMap<>();
    for (T element : elements) {
      String text;
      try {
        text = textFunction.apply(element);
      } catch (IllegalArgumentException e) {
        reject(element, reason(e), null, out);
        continue;
      }
      if (text == null || text.isBlank()) {
        reject(element, "it has no text", null, out);
      } else {
        elementsByText.computeIfAbsent(text, unused -> new ArrayList<>()).add(element);
      }
    }
    return elementsByText;
  }

  private void output(
      Map<String, List<T>> elementsByText, EmbeddingResult result, MultiOutputReceiver out) {
    int index = 0;
    int count = 0;
    for (Map.Entry<String, List<T>> elements : elementsByText.entrySet()) {
      float[] vector = result.vectors().get(index++);
      for (T element : elements.getValue()) {
        out.get(embeddedTag).output(Embedded.of(element, elements.getKey(), vector));
        count++;
      }
    }
    textsEmbedded.inc(result.textsEmbedded());
    cacheHits.inc(count - result.textsEmbedded());
  }

  private void reject(
      T element, String reason, @Nullable String exceptionClass, MultiOutputReceiver out) {
    out.get(unembeddableTag).output(Unembeddable.of(element, reason, exceptionClass));
  }

  /** Finds the texts at fault; when there is no text that works, the model is. */
  private void embedOneByOne(
      Map<String, List<T>> elementsByText, RuntimeException batchFailure, MultiOutputReceiver out) {
    checkThatModelWorks(batchFailure);
    elementsByText.forEach(
        (text, elements) -> {
          EmbeddingResult result;
          try {
            result = embedAlone(text);
          } catch (RuntimeException e) {
            checkThatModelWorks(e);
            elements.forEach(element -> reject(element, reason(e), e.getClass().getName(), out));
            return;
          }
          output(Map.of(text, elements), result, out);
        });
  }

  private EmbeddingResult embedAlone(String text) {
    for (int tries = 1; ; tries++) {
      try {
        return embedder.embedCounted(List.of(text));
      } catch (RuntimeException e) {
        if (tries == TRIES) {
          throw e;
        }
      }
    }
  }

  /** Embeds a text that nobody has asked for, so that the model answers and not a cache. */
  private void checkThatModelWorks(RuntimeException failure) {
    try {
      embedder.embed(List.of("probe " + UUID.randomUUID()));
    } catch (RuntimeException e) {
      throw failure;
    }
  }

  private static String reason(RuntimeException failure) {
    return failure.getMessage() == null ? failure.toString() : failure.getMessage();
  }

  /** At the end of a bundle, since some runners drop what a failed bundle has counted. */
  @FinishBundle
  public void countLostDevices() {
    int lost = embedder.takeDevicesLost();
    if (lost > 0) {
      devicesLost.inc(lost);
    }
  }

  @Teardown
  public void close() {
    if (embedder != null) {
      embedder.close();
      embedder = null;
    }
  }
}

package io.vectorstream.embedding;

import io.vectorstream.deadletter.DeadLetter;
import io.vectorstream.event.CommerceEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/** Embeds the distinct texts of a batch and hands each event its vector. */
final class EmbedFn extends DoFn<KV<Integer, Iterable<CommerceEvent>>, EmbeddedEvent> {

  private static final long serialVersionUID = 1L;

  /** How often a text is tried by itself before it is given up. */
  private static final int TRIES = 3;

  private final TextEmbedderFactory embedders;
  private final TextFields textFields;
  private final Counter embedded =
      Metrics.counter(EmbedEvents.class, EmbedEvents.TEXTS_EMBEDDED.getName());
  private final Counter cacheHits =
      Metrics.counter(EmbedEvents.class, EmbedEvents.CACHE_HITS.getName());
  private final Counter devicesLost =
      Metrics.counter(EmbedEvents.class, EmbedEvents.DEVICES_LOST.getName());

  private transient TextEmbedder embedder;

  EmbedFn(TextEmbedderFactory embedders, TextFields textFields) {
    this.embedders = embedders;
    this.textFields = textFields;
  }

  @Setup
  public void open() {
    embedder = new CheckedTextEmbedder(embedders.open());
  }

  @ProcessElement
  public void embed(@Element KV<Integer, Iterable<CommerceEvent>> batch, MultiOutputReceiver out) {
    Map<String, List<CommerceEvent>> eventsByText = new LinkedHashMap<>();
    for (CommerceEvent event : batch.getValue()) {
      String text = textFields.textOf(event);
      if (text.isEmpty()) {
        out.get(EmbedEvents.DEAD_LETTERS)
            .output(
                DeadLetter.of(
                    event.source(), "embed", "none of " + textFields + " holds any text", null));
      } else {
        eventsByText.computeIfAbsent(text, unused -> new ArrayList<>()).add(event);
      }
    }
    if (eventsByText.isEmpty()) {
      return;
    }
    EmbeddingResult result;
    try {
      result = embedder.embedCounted(List.copyOf(eventsByText.keySet()));
    } catch (RuntimeException e) {
      embedOneByOne(eventsByText, e, out);
      return;
    }
    output(eventsByText, result, out);
  }

  private void output(
      Map<String, List<CommerceEvent>> eventsByText,
      EmbeddingResult result,
      MultiOutputReceiver out) {
    int text = 0;
    int count = 0;
    for (List<CommerceEvent> events : eventsByText.values()) {
      float[] vector = result.vectors().get(text++);
      for (CommerceEvent event : events) {
        out.get(EmbedEvents.EVENTS).output(EmbeddedEvent.of(event, vector));
        count++;
      }
    }
    embedded.inc(result.textsEmbedded());
    cacheHits.inc(count - result.textsEmbedded());
  }

  /** Finds the texts at fault; when there is no text that works, the model is. */
  private void embedOneByOne(
      Map<String, List<CommerceEvent>> eventsByText,
      RuntimeException batchFailure,
      MultiOutputReceiver out) {
    checkThatModelWorks(batchFailure);
    eventsByText.forEach(
        (text, events) -> {
          EmbeddingResult result;
          try {
            result = embedAlone(text);
          } catch (RuntimeException e) {
            checkThatModelWorks(e);
            for (CommerceEvent event : events) {
              out.get(EmbedEvents.DEAD_LETTERS)
                  .output(
                      DeadLetter.of(event.source(), "embed", reason(e), e.getClass().getName()));
            }
            return;
          }
          output(Map.of(text, events), result, out);
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

  /** Asks for a text that nobody has asked for: the model has to answer, and not a cache. */
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

  /** At the end of a bundle, since what is counted in one that fails is not seen by everybody. */
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

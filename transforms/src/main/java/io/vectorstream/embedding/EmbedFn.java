package io.vectorstream.embedding;

import io.vectorstream.deadletter.DeadLetter;
import io.vectorstream.event.CommerceEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/** Embeds the distinct texts of a batch and hands each event its vector. */
final class EmbedFn extends DoFn<KV<Integer, Iterable<CommerceEvent>>, EmbeddedEvent> {

  private static final long serialVersionUID = 1L;

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
    embedder = embedders.open();
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
    try {
      embedAll(eventsByText, out);
    } catch (EmbeddingException e) {
      embedOneByOne(eventsByText, e, out);
    }
  }

  private void embedAll(Map<String, List<CommerceEvent>> eventsByText, MultiOutputReceiver out) {
    EmbeddingResult result = embedder.embedCounted(List.copyOf(eventsByText.keySet()));
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
      EmbeddingException batchFailure,
      MultiOutputReceiver out) {
    if (!works("probe")) {
      throw batchFailure;
    }
    eventsByText.forEach(
        (text, events) -> {
          try {
            embedAll(Map.of(text, events), out);
          } catch (EmbeddingException e) {
            for (CommerceEvent event : events) {
              out.get(EmbedEvents.DEAD_LETTERS)
                  .output(
                      DeadLetter.of(
                          event.source(), "embed", e.getMessage(), e.getClass().getName()));
            }
          }
        });
  }

  private boolean works(String text) {
    try {
      embedder.embed(List.of(text));
      return true;
    } catch (EmbeddingException e) {
      return false;
    }
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

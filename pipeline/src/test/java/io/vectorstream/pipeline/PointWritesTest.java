package io.vectorstream.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectorstream.embedding.model.ModelSpec;
import io.vectorstream.event.EventReader;
import io.vectorstream.event.TextFields;
import io.vectorstream.pipeline.items.ItemTracker;
import io.vectorstream.pipeline.settings.EmbeddingSettings;
import io.vectorstream.pipeline.settings.WriteSettings;
import io.vectorstream.qdrant.collection.CollectionSpec;
import io.vectorstream.qdrant.collection.VectorSpec;
import io.vectorstream.qdrant.connection.QdrantConnection;
import io.vectorstream.qdrant.point.SourceOrder;
import io.vectorstream.source.FinishedRecords;
import io.vectorstream.source.SourceRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.beam.sdk.values.KV;
import org.junit.jupiter.api.Test;

final class PointWritesTest {

  @Test
  void eventsAndTombstonesAreWrittenAsTheSettingsSay() {
    PointWrites writes =
        new PointWrites(
            QdrantConnection.of("http://localhost:6334"),
            CollectionSpec.of("c", VectorSpec.of(2)),
            new WriteSettings(7, Duration.ofMillis(5), Duration.ofMillis(6), Optional.of("v")),
            FinishedRecords.ofRun("PointWritesTest"),
            EventReader.ofJson(),
            PointOfEvent.in(
                CollectionSpec.of("c", VectorSpec.of(2)),
                new EmbeddingSettings(
                    ModelSpec.of("builtin:all-MiniLM-L6-v2"),
                    1,
                    TextFields.parse(TextFields.DEFAULT),
                    1,
                    Duration.ZERO)),
            new ItemTracker("PointWritesTest", FinishedRecords.ofRun("PointWritesTest")),
            Map.of());

    for (PTransform<?, ?> write :
        new PTransform<?, ?>[] {writes.ofEvents(), writes.ofTombstones(), writes.ofRemovals()}) {
      assertThat(shown(write))
          .containsEntry("batchSize", 7L)
          .containsEntry("maxOutageMillis", 6L)
          .containsEntry("versionField", "v");
    }
  }

  /** What came behind the original stays, however late the copy is sent. */
  @Test
  void aCopyIsAsOldAsItsOriginal() {
    SourceOrder later = PointWrites.order(record(50));

    assertThat(PointWrites.order(record(60)).isLaterThan(later)).isTrue();
    assertThat(PointWrites.order(copy(60, "3", 40)))
        .as("it may have stood in an earlier topic of this name")
        .isEqualTo(new SourceOrder("events", 3, 40, 1_000).inThisOrEarlier());
    assertThat(later.isLaterThan(PointWrites.order(copy(60, "3", 40)))).isTrue();
    assertThat(PointWrites.order(copy(60, "2", 40)))
        .as("a place in another partition says nothing")
        .isEqualTo(PointWrites.order(record(60)));
  }

  private static SourceRecord record(long offset) {
    return SourceRecord.of("events", 3, offset, 1_000, List.of(), null, null);
  }

  private static SourceRecord copy(long offset, String partition, long original) {
    return SourceRecord.of(
        "events",
        3,
        offset,
        1_000,
        List.of(
            KV.of("vectorstream.topic", bytes("events")),
            KV.of("vectorstream.partition", bytes(partition)),
            KV.of("vectorstream.offset", bytes(Long.toString(original)))),
        null,
        null);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Map<String, Object> shown(PTransform<?, ?> transform) {
    return DisplayData.from(transform).items().stream()
        .filter(item -> item.getPath().getComponents().isEmpty())
        .collect(Collectors.toMap(DisplayData.Item::getKey, DisplayData.Item::getValue));
  }
}

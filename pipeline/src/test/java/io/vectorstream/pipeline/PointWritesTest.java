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
import io.vectorstream.source.FinishedRecords;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.display.DisplayData;
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
            new OrderOfRecord(Map.of()));

    for (PTransform<?, ?> write :
        new PTransform<?, ?>[] {writes.ofEvents(), writes.ofTombstones(), writes.ofRemovals()}) {
      assertThat(shown(write))
          .containsEntry("batchSize", 7L)
          .containsEntry("maxOutageMillis", 6L)
          .containsEntry("versionField", "v");
    }
  }

  private static Map<String, Object> shown(PTransform<?, ?> transform) {
    return DisplayData.from(transform).items().stream()
        .filter(item -> item.getPath().getComponents().isEmpty())
        .collect(Collectors.toMap(DisplayData.Item::getKey, DisplayData.Item::getValue));
  }
}

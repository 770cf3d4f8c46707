package io.vectorstream.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.qdrant.client.grpc.Collections.Modifier;
import io.vectorstream.embedding.Embedded;
import io.vectorstream.embedding.model.ModelSpec;
import io.vectorstream.event.CommerceEvent;
import io.vectorstream.event.TextFields;
import io.vectorstream.pipeline.settings.EmbeddingSettings;
import io.vectorstream.qdrant.collection.CollectionSpec;
import io.vectorstream.qdrant.collection.SparseVectorSpec;
import io.vectorstream.qdrant.collection.VectorSpec;
import io.vectorstream.qdrant.point.QdrantPoint;
import io.vectorstream.source.SourceRecord;
import io.vectorstream.words.TextWords;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.apache.beam.sdk.util.SerializableUtils;
import org.junit.jupiter.api.Test;

final class PointOfEventTest {

  private static final CollectionSpec PLAIN = CollectionSpec.of("c", VectorSpec.of(2));
  private static final CollectionSpec WORDS =
      PLAIN.withSparseVector("words", SparseVectorSpec.create().withModifier(Modifier.Idf));

  private static PointOfEvent pointsIn(CollectionSpec collection) {
    return PointOfEvent.in(
        collection,
        new EmbeddingSettings(
            ModelSpec.of("builtin:all-MiniLM-L6-v2"),
            3,
            TextFields.parse(TextFields.DEFAULT),
            1,
            Duration.ZERO));
  }

  private static Embedded<CommerceEvent> event(String text) throws Exception {
    String json =
        """
        {"event_id": "1", "timestamp": "2026-01-31T09:30:00Z", "event_type": "view"}""";
    byte[] value = json.getBytes(StandardCharsets.UTF_8);
    SourceRecord record = SourceRecord.of("events", 0, 0, 0, List.of(), null, value);
    return Embedded.of(CommerceEvent.parse(record), text, new float[] {1, 0});
  }

  @Test
  void hasTheWordsOfTheTextThatIsEmbedded() throws Exception {
    QdrantPoint point = pointsIn(WORDS).apply(event("Çay bardağı"));

    assertThat(point.sparseVectors()).containsOnlyKeys("words");
    assertThat(point.sparseVectors().get("words")).isEqualTo(TextWords.ofText("Çay bardağı"));
    assertThat(point.vectors()).containsOnlyKeys("");
  }

  @Test
  void pointsOfEqualTextShareTheirWordsAlsoOfAnotherWorkersCopy() throws Exception {
    PointOfEvent points = pointsIn(WORDS);
    PointOfEvent copy = SerializableUtils.clone(points);

    assertThat(copy.apply(event("Lamba")).sparseVectors().get("words"))
        .isSameAs(points.apply(event("Lamba")).sparseVectors().get("words"));
  }

  @Test
  void hasNoneWhereTheCollectionOrTheTextHasNone() throws Exception {
    assertThat(pointsIn(PLAIN).apply(event("Lamba")).sparseVectors()).isEmpty();

    assertThat(pointsIn(WORDS).apply(event("!?")).sparseVectors()).isEmpty();
    assertThat(pointsIn(WORDS).apply(event("!?")).vectors()).containsOnlyKeys("");
  }
}

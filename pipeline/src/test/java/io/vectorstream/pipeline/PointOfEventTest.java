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
            TextFields.parse("product.name,product.category"),
            1,
            Duration.ZERO));
  }

  private static Embedded<CommerceEvent> event(String id, String name) throws Exception {
    String json =
        """
        {"event_id": "%s", "timestamp": "2026-01-31T09:30:00Z", "event_type": "view",
         "product": {"name": "%s", "description": "not embedded", "category": "Ev"}}"""
            .formatted(id, name);
    byte[] value = json.getBytes(StandardCharsets.UTF_8);
    SourceRecord record = SourceRecord.of("events", 0, 0, 0, List.of(), null, value);
    return Embedded.of(CommerceEvent.parse(record), new float[] {1, 0});
  }

  @Test
  void hasTheWordsOfTheTextThatIsEmbedded() throws Exception {
    QdrantPoint point = pointsIn(WORDS).apply(event("1", "Çay bardağı"));

    assertThat(point.sparseVectors()).containsOnlyKeys("words");
    assertThat(point.sparseVectors().get("words")).isEqualTo(TextWords.ofText("Çay bardağı Ev"));
    assertThat(point.vectors()).containsOnlyKeys("");
  }

  @Test
  void pointsOfEqualTextShareTheirWordsAlsoOfAnotherWorkersCopy() throws Exception {
    PointOfEvent points = pointsIn(WORDS);
    PointOfEvent copy = SerializableUtils.clone(points);

    assertThat(copy.apply(event("2", "Lamba")).sparseVectors().get("words"))
        .isSameAs(points.apply(event("1", "Lamba")).sparseVectors().get("words"));
  }

  @Test
  void hasNoneWhereTheCollectionOrTheTextHasNone() throws Exception {
    assertThat(pointsIn(PLAIN).apply(event("1", "Lamba")).sparseVectors()).isEmpty();

    PointOfEvent ofName =
        PointOfEvent.in(
            WORDS,
            new EmbeddingSettings(
                ModelSpec.of("builtin:all-MiniLM-L6-v2"),
                3,
                TextFields.parse("product.name"),
                1,
                Duration.ZERO));
    assertThat(ofName.apply(event("1", "!?")).sparseVectors()).isEmpty();
    assertThat(ofName.apply(event("1", "!?")).vectors()).containsOnlyKeys("");
  }
}

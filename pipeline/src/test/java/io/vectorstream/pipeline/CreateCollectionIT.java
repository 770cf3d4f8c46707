package io.vectorstream.pipeline;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.qdrant.client.grpc.Collections.PayloadSchemaType;
import io.vectorstream.local.generator.GeneratedEvent;
import io.vectorstream.local.generator.GeneratorConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What runs make of a collection: created with its indexes, or created anew. */
final class CreateCollectionIT {

  private static final int EVENTS = 200;
  private static final int FEWER = 50;

  @TempDir Path folder;

  @Test
  void isIndexedAndStartsAnewOrHasWordsAddedOnlyOnAnExplicitWord() throws Exception {
    try (Services services = new Services(folder)) {
      List<GeneratedEvent> events =
          services.send(GeneratorConfig.defaults().withProducts(5), EVENTS);

      assertThat(services.run("--maxEvents=" + EVENTS).exitCode()).isZero();

      ExactlyOnce.checkStored(events, services.points());
      assertThat(indexes(services))
          .containsExactlyInAnyOrderEntriesOf(
              Map.of(
                  "user_id", PayloadSchemaType.Keyword,
                  "session_id", PayloadSchemaType.Keyword,
                  "event_type", PayloadSchemaType.Keyword,
                  "product.id", PayloadSchemaType.Keyword,
                  "product.category", PayloadSchemaType.Keyword,
                  "product.price", PayloadSchemaType.Float,
                  "total_amount", PayloadSchemaType.Float,
                  "timestamp", PayloadSchemaType.Datetime,
                  "product.name", PayloadSchemaType.Text));

      Services.Outcome anew =
          services.run(
              "--maxEvents=" + FEWER,
              "--createCollection=recreate",
              "--hybrid=false",
              "--payloadIndexes=quantity:integer");

      assertThat(anew.err()).isEmpty();
      assertThat(anew.exitCode()).isZero();
      assertThat(services.points().values())
          .as("nothing is left of before, and no point has words")
          .hasSize(FEWER)
          .allSatisfy(point -> assertThat(StoredVectors.words(point)).isEmpty());
      assertThat(indexes(services)).isEqualTo(Map.of("quantity", PayloadSchemaType.Integer));

      assertThat(
              services
                  .run("--maxEvents=" + EVENTS, "--createCollection=never", "--hybrid=true")
                  .exitCode())
          .isZero();
      ExactlyOnce.checkStored(events, services.points());
    }
  }

  private static Map<String, PayloadSchemaType> indexes(Services services) throws Exception {
    return services
        .qdrant
        .getCollectionInfoAsync(services.collection)
        .get()
        .getPayloadSchemaMap()
        .entrySet()
        .stream()
        .collect(toMap(Map.Entry::getKey, index -> index.getValue().getDataType()));
  }
}

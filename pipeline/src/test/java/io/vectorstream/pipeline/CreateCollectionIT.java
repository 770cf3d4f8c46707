package io.vectorstream.pipeline;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.qdrant.client.grpc.Collections.PayloadSchemaType;
import io.vectorstream.local.generator.GeneratorConfig;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What runs make of a collection: created with its indexes, or created anew. */
final class CreateCollectionIT {

  private static final int EVENTS = 200;
  private static final int FEWER = 50;

  @TempDir Path folder;

  @Test
  void isIndexedAndStartsAnewOnlyOnAnExplicitWord() throws Exception {
    try (Services services = new Services(folder)) {
      services.send(GeneratorConfig.defaults().withProducts(5), EVENTS);

      assertThat(services.run("--maxEvents=" + EVENTS).exitCode()).isZero();

      assertThat(services.points()).hasSize(EVENTS);
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
              "--payloadIndexes=quantity:integer");

      assertThat(anew.err()).isEmpty();
      assertThat(anew.exitCode()).isZero();
      assertThat(services.points()).as("nothing is left of before").hasSize(FEWER);
      assertThat(indexes(services)).isEqualTo(Map.of("quantity", PayloadSchemaType.Integer));

      assertThat(services.run("--maxEvents=" + EVENTS, "--createCollection=never").exitCode())
          .isZero();
      assertThat(services.points()).hasSize(EVENTS);
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

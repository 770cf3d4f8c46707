package io.vectorstream.pipeline.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vectorstream.pipeline.UserMistakeException;
import io.vectorstream.pipeline.options.VectorStreamOptions;
import io.vectorstream.qdrant.collection.CollectionSpec;
import io.vectorstream.qdrant.collection.CreateDisposition;
import io.vectorstream.qdrant.collection.PayloadIndex;
import io.vectorstream.qdrant.collection.Quantization;
import io.vectorstream.qdrant.collection.VectorSpec;
import java.util.List;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;

final class CollectionReaderTest {

  private static CollectionSpec of(String... args) {
    return SettingsReader.read(PipelineOptionsFactory.fromArgs(args).as(VectorStreamOptions.class))
        .collection()
        .forDimension(3);
  }

  @Test
  void indexesTheFieldsOfEvents() {
    assertThat(of())
        .isEqualTo(
            CollectionSpec.of("ecommerce_embeddings", VectorSpec.of(3))
                .withPayloadIndex(
                    PayloadIndex.keyword("user_id"),
                    PayloadIndex.keyword("session_id"),
                    PayloadIndex.keyword("event_type"),
                    PayloadIndex.keyword("product.id"),
                    PayloadIndex.keyword("product.category"),
                    PayloadIndex.floating("product.price"),
                    PayloadIndex.floating("total_amount"),
                    PayloadIndex.datetime("timestamp"),
                    PayloadIndex.text("product.name")));
  }

  @Test
  void takesEverythingThatIsGiven() {
    assertThat(
            of(
                "--collection=mine",
                "--createCollection=never",
                "--payloadIndexes=a:integer, b.c:bool,d:uuid,e:geo",
                "--hnswM=32",
                "--hnswEfConstruct=200",
                "--quantization=scalar",
                "--onDiskVectors=true",
                "--onDiskPayload=false",
                "--shardNumber=6",
                "--replicationFactor=3",
                "--writeConsistencyFactor=2"))
        .isEqualTo(
            CollectionSpec.of("mine", VectorSpec.of(3).withOnDisk())
                .withCreateDisposition(CreateDisposition.CREATE_NEVER)
                .withPayloadIndex(
                    PayloadIndex.integer("a"),
                    PayloadIndex.bool("b.c"),
                    PayloadIndex.uuid("d"),
                    PayloadIndex.geo("e"))
                .withHnswM(32)
                .withHnswEfConstruct(200)
                .withQuantization(Quantization.scalar())
                .withOnDiskPayload(false)
                .withShardNumber(6)
                .withReplicationFactor(3)
                .withWriteConsistencyFactor(2));
    assertThat(of("--quantization=binary", "--payloadIndexes=none"))
        .isEqualTo(
            CollectionSpec.of("ecommerce_embeddings", VectorSpec.of(3))
                .withQuantization(Quantization.binary()));
  }

  @Test
  void wordsAreWrittenByOneOfThreeModes() {
    assertThat(hybrid()).isEqualTo(HybridMode.AUTO);
    assertThat(hybrid("--hybrid=auto")).isEqualTo(HybridMode.AUTO);
    assertThat(hybrid("--hybrid=true")).isEqualTo(HybridMode.TRUE);
    assertThat(hybrid("--hybrid=false")).isEqualTo(HybridMode.FALSE);
    for (String word : List.of("yes", "TRUE", "")) {
      assertThatThrownBy(() -> hybrid("--hybrid=" + word))
          .isInstanceOf(UserMistakeException.class)
          .hasMessage("--hybrid: words are written auto, true or false, not \"" + word + "\"");
    }
  }

  private static HybridMode hybrid(String... args) {
    return SettingsReader.read(PipelineOptionsFactory.fromArgs(args).as(VectorStreamOptions.class))
        .collection()
        .hybrid();
  }
}

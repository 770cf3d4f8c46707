package io.vectorstream.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectorstream.embedding.ModelIdentity;
import io.vectorstream.embedding.TextFields;
import io.vectorstream.qdrant.collection.CollectionSpec;
import io.vectorstream.qdrant.collection.CreateDisposition;
import io.vectorstream.qdrant.collection.PayloadIndex;
import io.vectorstream.qdrant.collection.Quantization;
import io.vectorstream.qdrant.collection.VectorSpec;
import org.junit.jupiter.api.Test;

final class CollectionOfOptionsTest {

  private static final ModelIdentity MODEL = new ModelIdentity("m", "1", "mean", true, 3, "fp32");
  private static final VectorOrigin ORIGIN =
      VectorOrigin.of(MODEL, TextFields.parse(TextFields.DEFAULT));

  private static CollectionSpec of(String... args) {
    return CollectionOfOptions.spec(CommandLine.parse(args), MODEL);
  }

  @Test
  void namesTheModelAndIndexesTheFieldsOfEvents() {
    assertThat(of())
        .isEqualTo(
            CollectionSpec.of("ecommerce_embeddings", VectorSpec.of(3))
                .withMetadata(CollectionModel.metadata(ORIGIN))
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
                .withMetadata(CollectionModel.metadata(ORIGIN))
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
                .withMetadata(CollectionModel.metadata(ORIGIN))
                .withQuantization(Quantization.binary()));
  }

  @Test
  void workersDoNotRecreate() {
    String[] args = {"--createCollection=recreate"};

    assertThat(of(args).createDisposition()).isEqualTo(CreateDisposition.RECREATE);
    assertThat(CollectionOfOptions.specForWorkers(CommandLine.parse(args), MODEL)).isEqualTo(of());
  }
}

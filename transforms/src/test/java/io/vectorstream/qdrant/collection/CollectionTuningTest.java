package io.vectorstream.qdrant.collection;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import org.junit.jupiter.api.Test;

final class CollectionTuningTest {

  private static final CollectionSpec PLAIN = CollectionSpec.of("c", VectorSpec.of(3));
  private static final CollectionSpec TUNED =
      CollectionSpec.of("c", VectorSpec.of(3).withOnDisk())
          .withHnswM(32)
          .withHnswEfConstruct(200)
          .withQuantization(Quantization.scalar().withQuantile(0.99f).withAlwaysRam())
          .withOnDiskPayload(true)
          .withShardNumber(6)
          .withReplicationFactor(3)
          .withWriteConsistencyFactor(2);

  @Test
  void nothingDiffersFromWhatWasCreatedSo() {
    assertThat(CollectionTuning.differences(TUNED, CreatedCollections.of(TUNED))).isEmpty();
  }

  @Test
  void whatIsNotSetDoesNotDiffer() {
    assertThat(CollectionTuning.differences(PLAIN, CreatedCollections.of(TUNED))).isEmpty();
  }

  @Test
  void saysWhatDiffers() {
    CollectionSpec other =
        PLAIN
            .withHnswM(16)
            .withHnswEfConstruct(100)
            .withQuantization(Quantization.binary())
            .withShardNumber(1)
            .withReplicationFactor(1)
            .withWriteConsistencyFactor(1);

    assertThat(CollectionTuning.differences(TUNED, CreatedCollections.of(other)))
        .containsExactly(
            "HNSW m 16, wanted 32",
            "HNSW ef_construct 100, wanted 200",
            "quantization binary, wanted scalar of quantile 0.99 always in memory",
            "payload on disk false, wanted true",
            "shards 1, wanted 6",
            "replication factor 1, wanted 3",
            "write consistency factor 1, wanted 2",
            "vectors in memory, wanted on disk");
  }

  @Test
  void saysWhenThereIsNoQuantizationAndWhichVectorsAreInMemory() {
    CollectionSpec named =
        CollectionSpec.of(
            "c", ImmutableMap.of("title", VectorSpec.of(3), "image", VectorSpec.of(2)));
    CollectionSpec wanted =
        CollectionSpec.of(
                "c",
                ImmutableMap.of("title", VectorSpec.of(3).withOnDisk(), "image", VectorSpec.of(2)))
            .withQuantization(Quantization.scalar());

    assertThat(CollectionTuning.differences(wanted, CreatedCollections.of(named)))
        .containsExactly(
            "quantization none, wanted scalar", "vectors \"title\" in memory, wanted on disk");
  }
}

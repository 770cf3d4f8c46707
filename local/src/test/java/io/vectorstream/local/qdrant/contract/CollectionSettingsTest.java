package io.vectorstream.local.qdrant.contract;

import static io.vectorstream.local.qdrant.contract.StoreClient.await;
import static io.vectorstream.local.qdrant.contract.StoreClient.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.qdrant.client.grpc.Collections.BinaryQuantization;
import io.qdrant.client.grpc.Collections.CollectionConfig;
import io.qdrant.client.grpc.Collections.CollectionParams;
import io.qdrant.client.grpc.Collections.CollectionParamsDiff;
import io.qdrant.client.grpc.Collections.CreateCollection;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.HnswConfigDiff;
import io.qdrant.client.grpc.Collections.QuantizationConfig;
import io.qdrant.client.grpc.Collections.QuantizationType;
import io.qdrant.client.grpc.Collections.ScalarQuantization;
import io.qdrant.client.grpc.Collections.UpdateCollection;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.qdrant.client.grpc.Collections.VectorsConfig;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The settings that tune a server are those that were asked for, and a program can read them. */
class CollectionSettingsTest extends ContractTestCase {
  private static final QuantizationConfig SCALAR =
      QuantizationConfig.newBuilder()
          .setScalar(
              ScalarQuantization.newBuilder()
                  .setType(QuantizationType.Int8)
                  .setQuantile(0.99f)
                  .setAlwaysRam(true))
          .build();
  private static final QuantizationConfig BINARY =
      QuantizationConfig.newBuilder()
          .setBinary(BinaryQuantization.newBuilder().setAlwaysRam(false))
          .build();

  @Test
  void settingsOfACollectionShowInItsInfo() {
    create(
        request()
            .setHnswConfig(HnswConfigDiff.newBuilder().setM(32).setEfConstruct(200))
            .setQuantizationConfig(SCALAR)
            .setOnDiskPayload(false)
            .setShardNumber(3)
            .setReplicationFactor(2)
            .setWriteConsistencyFactor(2));

    CollectionConfig config = config();
    assertThat(config.getHnswConfig().getM()).isEqualTo(32);
    assertThat(config.getHnswConfig().getEfConstruct()).isEqualTo(200);
    assertThat(config.getQuantizationConfig()).isEqualTo(SCALAR);
    CollectionParams params = config.getParams();
    assertThat(params.getOnDiskPayload()).isFalse();
    assertThat(params.getShardNumber()).isEqualTo(3);
    assertThat(params.getReplicationFactor()).isEqualTo(2);
    assertThat(params.getWriteConsistencyFactor()).isEqualTo(2);
  }

  @Test
  void settingsOfItsVectorsShowInItsInfo() {
    VectorParams vectors =
        VectorParams.newBuilder()
            .setSize(4)
            .setDistance(Distance.Cosine)
            .setOnDisk(true)
            .setHnswConfig(HnswConfigDiff.newBuilder().setM(8).setEfConstruct(50))
            .setQuantizationConfig(BINARY)
            .build();
    create(request().setVectorsConfig(VectorsConfig.newBuilder().setParams(vectors)));

    assertThat(config().getParams().getVectorsConfig().getParams()).isEqualTo(vectors);
    assertThat(config().hasQuantizationConfig()).isFalse();
  }

  @Test
  void updateChangesOnlyWhatItNames() {
    create(
        request()
            .setHnswConfig(HnswConfigDiff.newBuilder().setM(32).setEfConstruct(200))
            .setOnDiskPayload(false));

    await(
        qdrant()
            .updateCollectionAsync(
                UpdateCollection.newBuilder()
                    .setCollectionName(collection)
                    .setHnswConfig(HnswConfigDiff.newBuilder().setEfConstruct(300))
                    .setParams(CollectionParamsDiff.newBuilder().setOnDiskPayload(true))
                    .build()));

    assertThat(config().getHnswConfig().getM()).isEqualTo(32);
    assertThat(config().getHnswConfig().getEfConstruct()).isEqualTo(300);
    assertThat(config().getParams().getOnDiskPayload()).isTrue();
  }

  @Test
  void settingsOutOfBoundsAreRefused() {
    HnswConfigDiff hasty = HnswConfigDiff.newBuilder().setEfConstruct(3).build();
    for (CreateCollection.Builder bad :
        List.of(
            request().setHnswConfig(hasty),
            request().setVectorsConfig(VectorsConfig.newBuilder().setParams(vectors(hasty))),
            request().setShardNumber(0),
            request().setReplicationFactor(0),
            request().setWriteConsistencyFactor(0),
            request()
                .setQuantizationConfig(
                    QuantizationConfig.newBuilder()
                        .setScalar(SCALAR.getScalar().toBuilder().setQuantile(0.3f))),
            request()
                .setQuantizationConfig(
                    QuantizationConfig.newBuilder()
                        .setScalar(ScalarQuantization.getDefaultInstance())))) {
      assertThat(refusal(qdrant().createCollectionAsync(bad.build())).getStatus().getCode())
          .as(bad.toString())
          .isEqualTo(Status.Code.INVALID_ARGUMENT);
    }
    assertThat(await(qdrant().collectionExistsAsync(collection))).isFalse();
  }

  private CreateCollection.Builder request() {
    return CreateCollection.newBuilder()
        .setCollectionName(collection)
        .setVectorsConfig(
            VectorsConfig.newBuilder().setParams(vectors(HnswConfigDiff.getDefaultInstance())));
  }

  private static VectorParams vectors(HnswConfigDiff hnsw) {
    return VectorParams.newBuilder()
        .setSize(4)
        .setDistance(Distance.Dot)
        .setHnswConfig(hnsw)
        .build();
  }

  private void create(CreateCollection.Builder request) {
    await(qdrant().createCollectionAsync(request.build()));
  }

  private CollectionConfig config() {
    return await(qdrant().getCollectionInfoAsync(collection)).getConfig();
  }
}

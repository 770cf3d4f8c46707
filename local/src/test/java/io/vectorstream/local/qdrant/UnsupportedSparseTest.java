package io.vectorstream.local.qdrant;

import static io.vectorstream.local.qdrant.UnsupportedTest.assertUnsupported;
import static io.vectorstream.local.qdrant.contract.StoreClient.await;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import io.qdrant.client.grpc.Collections.CreateCollection;
import io.qdrant.client.grpc.Collections.Datatype;
import io.qdrant.client.grpc.Collections.SparseIndexConfig;
import io.qdrant.client.grpc.Collections.SparseVectorConfig;
import io.qdrant.client.grpc.Collections.SparseVectorParams;
import io.qdrant.client.grpc.Collections.UpdateCollection;
import org.junit.jupiter.api.Test;

/** What the store does not do with sparse vectors it says, too. */
class UnsupportedSparseTest extends StoreTestCase {

  @Test
  void denseVectorsForALiveCollectionAreMissing() {
    UnknownFieldSet.Field dense =
        UnknownFieldSet.Field.newBuilder().addLengthDelimited(ByteString.EMPTY).build();
    assertUnsupported(
        client.createVectorName(UnknownFieldSet.newBuilder().addField(4, dense).build()),
        "dense vectors for a live collection");
  }

  @Test
  void kindsOfSparseVectorsThatAreMissing() {
    CreateCollection.Builder request =
        CreateCollection.newBuilder().setCollectionName(collection + "2");
    SparseVectorParams small =
        SparseVectorParams.newBuilder()
            .setIndex(SparseIndexConfig.newBuilder().setDatatype(Datatype.Float16))
            .build();
    assertUnsupported(
        qdrant()
            .createCollectionAsync(
                request
                    .clone()
                    .setSparseVectorsConfig(SparseVectorConfig.newBuilder().putMap("w", small))
                    .build()),
        "Float16");
    SparseVectorConfig words =
        SparseVectorConfig.newBuilder()
            .putMap("w", SparseVectorParams.getDefaultInstance())
            .build();
    await(qdrant().createCollectionAsync(request.setSparseVectorsConfig(words).build()));
    assertUnsupported(
        qdrant()
            .updateCollectionAsync(
                UpdateCollection.newBuilder()
                    .setCollectionName(collection + "2")
                    .setSparseVectorsConfig(words)
                    .build()),
        "sparse_vectors_config");
  }
}

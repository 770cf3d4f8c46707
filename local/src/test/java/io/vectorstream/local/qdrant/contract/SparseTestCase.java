package io.vectorstream.local.qdrant.contract;

import static io.qdrant.client.PointIdFactory.id;
import static io.qdrant.client.VectorFactory.vector;
import static io.qdrant.client.VectorsFactory.namedVectors;
import static io.vectorstream.local.qdrant.contract.StoreClient.await;
import static io.vectorstream.local.qdrant.contract.StoreClient.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.Lists;
import com.google.common.primitives.Floats;
import com.google.common.primitives.Ints;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.qdrant.client.grpc.Collections.CreateCollection;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.Modifier;
import io.qdrant.client.grpc.Collections.SparseVectorConfig;
import io.qdrant.client.grpc.Collections.SparseVectorParams;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.qdrant.client.grpc.Collections.VectorsConfig;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.ScoredPoint;
import io.qdrant.client.grpc.Points.Vector;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;

/**
 * Tests on a collection with an unnamed dense vector of two components, the sparse vector {@code
 * words} with the modifier idf, and the sparse vector {@code plain} without.
 */
abstract class SparseTestCase extends ContractTestCase {
  static final String WORDS = "words";
  static final String PLAIN = "plain";

  @BeforeEach
  void createCollection() {
    await(qdrant().createCollectionAsync(request().build()));
  }

  CreateCollection.Builder request() {
    return CreateCollection.newBuilder()
        .setCollectionName(collection)
        .setVectorsConfig(
            VectorsConfig.newBuilder()
                .setParams(VectorParams.newBuilder().setSize(2).setDistance(Distance.Dot)))
        .setSparseVectorsConfig(
            SparseVectorConfig.newBuilder()
                .putMap(WORDS, SparseVectorParams.newBuilder().setModifier(Modifier.Idf).build())
                .putMap(PLAIN, SparseVectorParams.getDefaultInstance()));
  }

  /** A point with the sparse vector of this name alone. */
  static PointStruct point(long number, String name, Map<Integer, Float> sparse) {
    return point(number, Map.of(), Map.of(name, sparse(sparse)));
  }

  /** A point with the dense vector and {@link #PLAIN}. */
  static PointStruct point(
      long number, Map<String, Value> payload, float dense, Map<Integer, Float> plain) {
    Map<String, Vector> vectors = new LinkedHashMap<>();
    vectors.put("", vector(dense, 0));
    vectors.put(PLAIN, sparse(plain));
    return point(number, payload, vectors);
  }

  static PointStruct point(long number, Map<String, Value> payload, Map<String, Vector> vectors) {
    return PointStruct.newBuilder()
        .setId(id(number))
        .setVectors(namedVectors(vectors))
        .putAllPayload(payload)
        .build();
  }

  static Vector sparse(Map<Integer, Float> values) {
    Map<Integer, Float> sorted = new TreeMap<>(values);
    return vector(Lists.newArrayList(sorted.values()), Lists.newArrayList(sorted.keySet()));
  }

  static List<Float> values(float... values) {
    return Floats.asList(values);
  }

  static List<Integer> indices(int... indices) {
    return Ints.asList(indices);
  }

  List<ScoredPoint> query(QueryPoints.Builder request) {
    return await(qdrant().queryAsync(request.setCollectionName(collection).build()));
  }

  StatusRuntimeException refused(QueryPoints.Builder request) {
    StatusRuntimeException refusal =
        refusal(qdrant().queryAsync(request.setCollectionName(collection).build()));
    assertThat(refusal.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    return refusal;
  }

  static List<Long> numbers(List<ScoredPoint> hits) {
    return hits.stream().map(hit -> hit.getId().getNum()).toList();
  }
}

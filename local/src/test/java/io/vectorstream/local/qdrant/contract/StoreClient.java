package io.vectorstream.local.qdrant.contract;

import static io.qdrant.client.PointIdFactory.id;
import static io.qdrant.client.VectorFactory.vector;
import static io.qdrant.client.VectorsFactory.namedVectors;
import static io.qdrant.client.VectorsFactory.vectors;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.common.util.concurrent.ListenableFuture;
import com.google.protobuf.Empty;
import com.google.protobuf.UnknownFieldSet;
import io.grpc.CallOptions;
import io.grpc.MethodDescriptor;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.stub.ClientCalls;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.QdrantGrpcClient;
import io.qdrant.client.VectorOutputHelper;
import io.qdrant.client.WithPayloadSelectorFactory;
import io.qdrant.client.WithVectorsSelectorFactory;
import io.qdrant.client.grpc.Collections.CreateCollection;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.UpdateCollection;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.qdrant.client.grpc.Collections.VectorsConfig;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.PointsOperationResponse;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.qdrant.client.grpc.Points.ScrollPoints;
import io.qdrant.client.grpc.Points.UpdateResult;
import io.qdrant.client.grpc.Points.UpsertPoints;
import io.qdrant.client.grpc.Points.Vector;
import io.qdrant.client.grpc.Points.VectorsOutput;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** The real client, with short ways to say what the tests say often. */
public final class StoreClient implements AutoCloseable {
  private static final int TIMEOUT_SECONDS = 30;

  private static final MethodDescriptor<Empty, PointsOperationResponse> CREATE_VECTOR_NAME =
      MethodDescriptor.<Empty, PointsOperationResponse>newBuilder()
          .setType(MethodDescriptor.MethodType.UNARY)
          .setFullMethodName("qdrant.Points/CreateVectorName")
          .setRequestMarshaller(ProtoUtils.marshaller(Empty.getDefaultInstance()))
          .setResponseMarshaller(
              ProtoUtils.marshaller(PointsOperationResponse.getDefaultInstance()))
          .build();

  private final QdrantClient client;

  public StoreClient(int port) {
    this(QdrantGrpcClient.newBuilder("127.0.0.1", port, false, false));
  }

  public StoreClient(QdrantGrpcClient.Builder builder) {
    client = new QdrantClient(builder.build());
  }

  public QdrantClient qdrant() {
    return client;
  }

  public void create(String collection, int size, Distance distance) {
    await(
        client.createCollectionAsync(
            collection, VectorParams.newBuilder().setSize(size).setDistance(distance).build()));
  }

  /** Creates a collection of one-component vectors. */
  public void create(String collection, Map<String, Value> metadata) {
    VectorParams.Builder vectors = VectorParams.newBuilder().setSize(1).setDistance(Distance.Dot);
    await(
        client.createCollectionAsync(
            CreateCollection.newBuilder()
                .setCollectionName(collection)
                .setVectorsConfig(VectorsConfig.newBuilder().setParams(vectors))
                .putAllMetadata(metadata)
                .build()));
  }

  public void mergeMetadata(String collection, Map<String, Value> metadata) {
    await(
        client.updateCollectionAsync(
            UpdateCollection.newBuilder()
                .setCollectionName(collection)
                .putAllMetadata(metadata)
                .build()));
  }

  public Map<String, Value> metadata(String collection) {
    return await(client.getCollectionInfoAsync(collection)).getConfig().getMetadataMap();
  }

  public UpdateResult upsert(String collection, PointStruct... points) {
    return await(client.upsertAsync(upsertOf(collection, points).build()));
  }

  public static UpsertPoints.Builder upsertOf(String collection, PointStruct... points) {
    return UpsertPoints.newBuilder()
        .setCollectionName(collection)
        .setWait(true)
        .addAllPoints(List.of(points));
  }

  /** A call that Qdrant has since 1.18 and its client here does not. */
  public ListenableFuture<PointsOperationResponse> createVectorName(UnknownFieldSet message) {
    return ClientCalls.futureUnaryCall(
        client.grpcClient().channel().newCall(CREATE_VECTOR_NAME, CallOptions.DEFAULT),
        Empty.newBuilder().setUnknownFields(message).build());
  }

  public long count(String collection) {
    return await(client.countAsync(collection));
  }

  public RetrievedPoint retrieve(String collection, PointId id) {
    List<RetrievedPoint> points =
        await(
            client.retrieveAsync(
                collection,
                List.of(id),
                WithPayloadSelectorFactory.enable(true),
                WithVectorsSelectorFactory.enable(true),
                null));
    assertThat(points).hasSize(1);
    return points.get(0);
  }

  /** The numbers of the points that match, in order. */
  public List<Long> matching(String collection, Filter filter) {
    return await(
            client.scrollAsync(
                ScrollPoints.newBuilder()
                    .setCollectionName(collection)
                    .setFilter(filter)
                    .setLimit(1_000)
                    .build()))
        .getResultList()
        .stream()
        .map(point -> point.getId().getNum())
        .collect(Collectors.toList());
  }

  public static PointStruct point(long number, Map<String, Value> payload, float... vector) {
    return PointStruct.newBuilder()
        .setId(id(number))
        .setVectors(vectors(vector))
        .putAllPayload(payload)
        .build();
  }

  /** A point with named vectors: some or all of the collection's. */
  public static PointStruct point(
      long number, Map<String, Value> payload, Map<String, List<Float>> vectors) {
    Map<String, Vector> named = new LinkedHashMap<>();
    vectors.forEach((name, numbers) -> named.put(name, vector(numbers)));
    return PointStruct.newBuilder()
        .setId(id(number))
        .setVectors(namedVectors(named))
        .putAllPayload(payload)
        .build();
  }

  /** The named dense vectors of an answer. */
  public static Map<String, List<Float>> vectorsOf(VectorsOutput vectors) {
    Map<String, List<Float>> named = new LinkedHashMap<>();
    vectors
        .getVectors()
        .getVectorsMap()
        .forEach(
            (name, vector) -> {
              if (!vector.hasSparse()) {
                named.put(name, VectorOutputHelper.getDenseVector(vector).getDataList());
              }
            });
    return named;
  }

  public static List<Float> vectorOf(RetrievedPoint point) {
    return VectorOutputHelper.getDenseVector(point.getVectors().getVector()).getDataList();
  }

  public static <T> T await(ListenableFuture<T> future) {
    try {
      return future.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof StatusRuntimeException refusal) {
        throw refusal;
      }
      throw new AssertionError(e);
    } catch (InterruptedException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  /** The refusal that the call ends with. */
  public static StatusRuntimeException refusal(ListenableFuture<?> future) {
    return catchThrowableOfType(StatusRuntimeException.class, () -> await(future));
  }

  @Override
  public void close() {
    client.close();
  }
}

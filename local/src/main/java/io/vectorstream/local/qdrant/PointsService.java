package io.vectorstream.local.qdrant;

import com.google.protobuf.Empty;
import io.grpc.ServerServiceDefinition;
import io.grpc.stub.StreamObserver;
import io.qdrant.client.grpc.Points.CountPoints;
import io.qdrant.client.grpc.Points.CountResponse;
import io.qdrant.client.grpc.Points.CreateFieldIndexCollection;
import io.qdrant.client.grpc.Points.DeleteFieldIndexCollection;
import io.qdrant.client.grpc.Points.DeletePoints;
import io.qdrant.client.grpc.Points.FacetCounts;
import io.qdrant.client.grpc.Points.FacetResponse;
import io.qdrant.client.grpc.Points.GetPoints;
import io.qdrant.client.grpc.Points.GetResponse;
import io.qdrant.client.grpc.Points.GroupsResult;
import io.qdrant.client.grpc.Points.PointsOperationResponse;
import io.qdrant.client.grpc.Points.QueryGroupsResponse;
import io.qdrant.client.grpc.Points.QueryPointGroups;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.QueryResponse;
import io.qdrant.client.grpc.Points.ScoredPoint;
import io.qdrant.client.grpc.Points.ScrollPoints;
import io.qdrant.client.grpc.Points.ScrollResponse;
import io.qdrant.client.grpc.Points.SearchPoints;
import io.qdrant.client.grpc.Points.SearchResponse;
import io.qdrant.client.grpc.Points.UpdateBatchPoints;
import io.qdrant.client.grpc.Points.UpdateBatchResponse;
import io.qdrant.client.grpc.PointsGrpc;
import io.vectorstream.local.qdrant.grpc.Answers;
import io.vectorstream.local.qdrant.grpc.ServiceMethods;
import io.vectorstream.local.qdrant.storage.CollectionCatalog;
import io.vectorstream.local.qdrant.storage.StoredCollection;
import io.vectorstream.local.qdrant.storage.UpsertRequest;
import java.io.IOException;
import java.util.List;

/** The calls about points; what is not overridden answers UNIMPLEMENTED with its name. */
final class PointsService extends PointsGrpc.PointsImplBase {
  private final CollectionCatalog catalog;

  PointsService(CollectionCatalog catalog) {
    this.catalog = catalog;
  }

  /**
   * The service: with the creation of a vector's name, which Qdrant has had since 1.18 and its
   * client here does not know, and with points that are not decoded before they are stored.
   */
  ServerServiceDefinition bind() {
    PointsOperationResponse response = PointsOperationResponse.getDefaultInstance();
    return ServiceMethods.with(
        ServiceMethods.with(bindService(), "Upsert", response, this::upsert),
        "CreateVectorName",
        response,
        this::createVectorName);
  }

  private void createVectorName(Empty request, StreamObserver<PointsOperationResponse> client) {
    long start = System.nanoTime();
    Answers.later(
        client,
        () -> {
          NewVectorName added = NewVectorName.parse(request.toByteString());
          return PointUpdates.createVectorName(catalog.get(added.collection()), added, start);
        });
  }

  private void upsert(Empty call, StreamObserver<PointsOperationResponse> client) {
    long start = System.nanoTime();
    Answers.later(
        client,
        () -> {
          UpsertRequest request = UpsertRequest.parse(call.getUnknownFields());
          String collection = request.settings().getCollectionName();
          return PointUpdates.upsert(catalog.get(collection), request, start);
        });
  }

  @Override
  public void delete(DeletePoints request, StreamObserver<PointsOperationResponse> client) {
    long start = System.nanoTime();
    Answers.later(
        client,
        () -> PointUpdates.delete(catalog.get(request.getCollectionName()), request, start));
  }

  @Override
  public void updateBatch(UpdateBatchPoints request, StreamObserver<UpdateBatchResponse> client) {
    long start = System.nanoTime();
    Answers.later(
        client,
        () -> new UpdateBatch(catalog.get(request.getCollectionName()), request, start).run());
  }

  @Override
  public void createFieldIndex(
      CreateFieldIndexCollection request, StreamObserver<PointsOperationResponse> client) {
    long start = System.nanoTime();
    Answers.later(
        client,
        () -> PointUpdates.createIndex(catalog.get(request.getCollectionName()), request, start));
  }

  @Override
  public void deleteFieldIndex(
      DeleteFieldIndexCollection request, StreamObserver<PointsOperationResponse> client) {
    long start = System.nanoTime();
    Answers.later(
        client,
        () -> PointUpdates.deleteIndex(catalog.get(request.getCollectionName()), request, start));
  }

  @Override
  public void get(GetPoints request, StreamObserver<GetResponse> client) {
    long start = System.nanoTime();
    Answers.now(
        client,
        () ->
            PointReads.get(catalog.get(request.getCollectionName()), request)
                .setTime(Answers.secondsSince(start))
                .build());
  }

  @Override
  public void count(CountPoints request, StreamObserver<CountResponse> client) {
    long start = System.nanoTime();
    Answers.now(
        client,
        () ->
            PointReads.count(catalog.get(request.getCollectionName()), request)
                .setTime(Answers.secondsSince(start))
                .build());
  }

  @Override
  public void scroll(ScrollPoints request, StreamObserver<ScrollResponse> client) {
    long start = System.nanoTime();
    Answers.now(
        client,
        () ->
            scroll(catalog.get(request.getCollectionName()), request)
                .setTime(Answers.secondsSince(start))
                .build());
  }

  private static ScrollResponse.Builder scroll(StoredCollection collection, ScrollPoints request)
      throws IOException {
    return request.hasOrderBy()
        ? OrderedReads.scroll(collection, request)
        : PointReads.scroll(collection, request);
  }

  @Override
  public void query(QueryPoints request, StreamObserver<QueryResponse> client) {
    long start = System.nanoTime();
    Answers.now(
        client,
        () ->
            QueryResponse.newBuilder()
                .addAllResult(query(catalog.get(request.getCollectionName()), request))
                .setTime(Answers.secondsSince(start))
                .build());
  }

  private static List<ScoredPoint> query(StoredCollection collection, QueryPoints request)
      throws IOException {
    return request.getQuery().hasOrderBy()
        ? OrderedReads.query(collection, request)
        : RankedQuery.of(collection, request).run();
  }

  @Override
  public void queryGroups(QueryPointGroups request, StreamObserver<QueryGroupsResponse> client) {
    long start = System.nanoTime();
    Answers.now(
        client,
        () ->
            QueryGroupsResponse.newBuilder()
                .setResult(
                    GroupsResult.newBuilder()
                        .addAllGroups(
                            GroupedQuery.of(catalog.get(request.getCollectionName()), request)
                                .run()))
                .setTime(Answers.secondsSince(start))
                .build());
  }

  @Override
  public void facet(FacetCounts request, StreamObserver<FacetResponse> client) {
    long start = System.nanoTime();
    Answers.now(
        client,
        () ->
            FacetResponse.newBuilder()
                .addAllHits(FacetQuery.of(catalog.get(request.getCollectionName()), request).run())
                .setTime(Answers.secondsSince(start))
                .build());
  }

  @Override
  public void search(SearchPoints request, StreamObserver<SearchResponse> client) {
    long start = System.nanoTime();
    Answers.now(
        client,
        () ->
            SearchResponse.newBuilder()
                .addAllResult(
                    RankedQuery.of(catalog.get(request.getCollectionName()), request).run())
                .setTime(Answers.secondsSince(start))
                .build());
  }
}

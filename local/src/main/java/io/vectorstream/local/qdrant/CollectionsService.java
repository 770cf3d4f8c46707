package io.vectorstream.local.qdrant;

import io.grpc.stub.StreamObserver;
import io.qdrant.client.grpc.Collections.CollectionDescription;
import io.qdrant.client.grpc.Collections.CollectionExists;
import io.qdrant.client.grpc.Collections.CollectionExistsRequest;
import io.qdrant.client.grpc.Collections.CollectionExistsResponse;
import io.qdrant.client.grpc.Collections.CollectionOperationResponse;
import io.qdrant.client.grpc.Collections.CreateCollection;
import io.qdrant.client.grpc.Collections.DeleteCollection;
import io.qdrant.client.grpc.Collections.GetCollectionInfoRequest;
import io.qdrant.client.grpc.Collections.GetCollectionInfoResponse;
import io.qdrant.client.grpc.Collections.ListCollectionsRequest;
import io.qdrant.client.grpc.Collections.ListCollectionsResponse;
import io.qdrant.client.grpc.Collections.UpdateCollection;
import io.qdrant.client.grpc.CollectionsGrpc;
import io.vectorstream.local.qdrant.grpc.Answers;
import io.vectorstream.local.qdrant.storage.CollectionCatalog;
import io.vectorstream.local.qdrant.storage.CollectionDefinition;
import java.util.concurrent.Callable;

/** The calls about collections; what is not overridden answers UNIMPLEMENTED with its name. */
final class CollectionsService extends CollectionsGrpc.CollectionsImplBase {
  private final CollectionCatalog catalog;

  CollectionsService(CollectionCatalog catalog) {
    this.catalog = catalog;
  }

  @Override
  public void create(CreateCollection request, StreamObserver<CollectionOperationResponse> client) {
    operate(
        client,
        () -> {
          catalog.create(CollectionDefinition.of(request));
          return true;
        });
  }

  @Override
  public void update(UpdateCollection request, StreamObserver<CollectionOperationResponse> client) {
    operate(
        client,
        () -> {
          catalog
              .get(request.getCollectionName())
              .redefine(definition -> definition.updated(request));
          return true;
        });
  }

  @Override
  public void delete(DeleteCollection request, StreamObserver<CollectionOperationResponse> client) {
    operate(client, () -> catalog.delete(request.getCollectionName()));
  }

  @Override
  public void get(
      GetCollectionInfoRequest request, StreamObserver<GetCollectionInfoResponse> client) {
    long start = System.nanoTime();
    Answers.now(
        client,
        () ->
            GetCollectionInfoResponse.newBuilder()
                .setResult(CollectionInfos.of(catalog.get(request.getCollectionName())))
                .setTime(Answers.secondsSince(start))
                .build());
  }

  @Override
  public void list(ListCollectionsRequest request, StreamObserver<ListCollectionsResponse> client) {
    long start = System.nanoTime();
    Answers.now(
        client,
        () -> {
          ListCollectionsResponse.Builder response = ListCollectionsResponse.newBuilder();
          catalog
              .names()
              .forEach(
                  name ->
                      response.addCollections(CollectionDescription.newBuilder().setName(name)));
          return response.setTime(Answers.secondsSince(start)).build();
        });
  }

  @Override
  public void collectionExists(
      CollectionExistsRequest request, StreamObserver<CollectionExistsResponse> client) {
    long start = System.nanoTime();
    Answers.now(
        client,
        () ->
            CollectionExistsResponse.newBuilder()
                .setResult(
                    CollectionExists.newBuilder()
                        .setExists(catalog.find(request.getCollectionName()).isPresent()))
                .setTime(Answers.secondsSince(start))
                .build());
  }

  private static void operate(
      StreamObserver<CollectionOperationResponse> client, Callable<Boolean> operation) {
    long start = System.nanoTime();
    Answers.now(
        client,
        () ->
            CollectionOperationResponse.newBuilder()
                .setResult(operation.call())
                .setTime(Answers.secondsSince(start))
                .build());
  }
}

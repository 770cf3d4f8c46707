package io.vectorstream.qdrant.connection;

import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.qdrant.client.grpc.Collections.AliasDescription;
import io.qdrant.client.grpc.Collections.CollectionExists;
import io.qdrant.client.grpc.Collections.CollectionExistsRequest;
import io.qdrant.client.grpc.Collections.CollectionExistsResponse;
import io.qdrant.client.grpc.Collections.CollectionOperationResponse;
import io.qdrant.client.grpc.Collections.DeleteCollection;
import io.qdrant.client.grpc.Collections.ListAliasesRequest;
import io.qdrant.client.grpc.Collections.ListAliasesResponse;
import io.qdrant.client.grpc.CollectionsGrpc.CollectionsImplBase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Answers as Qdrant does of an alias: every name stands for a collection, and none is deleted. */
final class FakeAliasedServer extends CollectionsImplBase implements AutoCloseable {

  private final AliasDescription alias;
  private final Server server;

  FakeAliasedServer(String alias, String collection) throws IOException {
    this.alias =
        AliasDescription.newBuilder().setAliasName(alias).setCollectionName(collection).build();
    server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .addService(this)
            .build()
            .start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getPort();
  }

  @Override
  public void collectionExists(
      CollectionExistsRequest request, StreamObserver<CollectionExistsResponse> answer) {
    answer.onNext(
        CollectionExistsResponse.newBuilder()
            .setResult(CollectionExists.newBuilder().setExists(true))
            .build());
    answer.onCompleted();
  }

  @Override
  public void delete(DeleteCollection request, StreamObserver<CollectionOperationResponse> answer) {
    answer.onNext(CollectionOperationResponse.newBuilder().setResult(false).build());
    answer.onCompleted();
  }

  @Override
  public void listAliases(ListAliasesRequest request, StreamObserver<ListAliasesResponse> answer) {
    answer.onNext(ListAliasesResponse.newBuilder().addAliases(alias).build());
    answer.onCompleted();
  }

  @Override
  public void close() {
    server.shutdownNow();
  }
}

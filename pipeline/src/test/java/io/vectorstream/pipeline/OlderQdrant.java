package io.vectorstream.pipeline;

import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.qdrant.client.grpc.Collections.CollectionExists;
import io.qdrant.client.grpc.Collections.CollectionExistsRequest;
import io.qdrant.client.grpc.Collections.CollectionExistsResponse;
import io.qdrant.client.grpc.CollectionsGrpc;
import io.qdrant.client.grpc.QdrantGrpc;
import io.qdrant.client.grpc.QdrantOuterClass.HealthCheckReply;
import io.qdrant.client.grpc.QdrantOuterClass.HealthCheckRequest;
import io.vectorstream.qdrant.connection.QdrantConnection;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** A server without collections that says it is of some version. */
final class OlderQdrant implements AutoCloseable {

  private final Server server;

  OlderQdrant(String version) throws IOException {
    server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .addService(new Versioned(version))
            .addService(new WithoutCollections())
            .build()
            .start();
  }

  QdrantConnection connection() {
    return QdrantConnection.of("http://localhost:" + server.getPort());
  }

  @Override
  public void close() {
    server.shutdownNow();
  }

  private static final class Versioned extends QdrantGrpc.QdrantImplBase {

    private final String version;

    Versioned(String version) {
      this.version = version;
    }

    @Override
    public void healthCheck(HealthCheckRequest request, StreamObserver<HealthCheckReply> client) {
      client.onNext(HealthCheckReply.newBuilder().setVersion(version).build());
      client.onCompleted();
    }
  }

  private static final class WithoutCollections extends CollectionsGrpc.CollectionsImplBase {

    @Override
    public void collectionExists(
        CollectionExistsRequest request, StreamObserver<CollectionExistsResponse> client) {
      client.onNext(
          CollectionExistsResponse.newBuilder()
              .setResult(CollectionExists.getDefaultInstance())
              .build());
      client.onCompleted();
    }
  }
}

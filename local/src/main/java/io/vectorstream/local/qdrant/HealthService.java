package io.vectorstream.local.qdrant;

import io.grpc.stub.StreamObserver;
import io.qdrant.client.grpc.QdrantGrpc;
import io.qdrant.client.grpc.QdrantOuterClass.HealthCheckReply;
import io.qdrant.client.grpc.QdrantOuterClass.HealthCheckRequest;
import io.vectorstream.local.qdrant.grpc.Answers;

/** Says that the server is there, and what it is. */
final class HealthService extends QdrantGrpc.QdrantImplBase {
  /** The version of Qdrant's API, which is what clients compare with their own. */
  private static final String API_VERSION = "1.17.0";

  @Override
  public void healthCheck(HealthCheckRequest request, StreamObserver<HealthCheckReply> client) {
    Answers.now(
        client,
        () ->
            HealthCheckReply.newBuilder()
                .setTitle("VectorStream embedded store, speaking Qdrant's API")
                .setVersion(API_VERSION)
                .setCommit("embedded")
                .build());
  }
}

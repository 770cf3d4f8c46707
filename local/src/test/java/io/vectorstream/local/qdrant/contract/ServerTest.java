package io.vectorstream.local.qdrant.contract;

import static io.vectorstream.local.qdrant.contract.StoreClient.await;
import static io.vectorstream.local.qdrant.contract.StoreClient.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.CallOptions;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.stub.ClientCalls;
import io.qdrant.client.grpc.QdrantOuterClass.HealthCheckReply;
import io.qdrant.client.grpc.QdrantOuterClass.HealthCheckRequest;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ServerTest extends ContractTestCase {
  /** The embedded store's, which would report the mistake below at length. */
  private static final Logger TRANSPORT =
      Logger.getLogger("io.grpc.netty.shaded.io.grpc.netty.NettyServerTransport");

  @BeforeAll
  static void expectMistakes() {
    TRANSPORT.setLevel(Level.OFF);
  }

  @AfterAll
  static void reportMistakesAgain() {
    TRANSPORT.setLevel(null);
  }

  @Test
  void healthCheckNamesTheServer() {
    HealthCheckReply health = await(qdrant().healthCheckAsync());
    assertThat(health.getTitle()).isNotBlank();
    assertThat(health.getVersion()).matches("\\d+\\.\\d+\\.\\d+.*");
    assertThat(health.getCommit()).isNotBlank();
  }

  @Test
  void unknownServiceIsUnimplemented() {
    MethodDescriptor<HealthCheckRequest, HealthCheckReply> unknown =
        MethodDescriptor.<HealthCheckRequest, HealthCheckReply>newBuilder()
            .setType(MethodDescriptor.MethodType.UNARY)
            .setFullMethodName("qdrant.Nothing/Do")
            .setRequestMarshaller(ProtoUtils.marshaller(HealthCheckRequest.getDefaultInstance()))
            .setResponseMarshaller(ProtoUtils.marshaller(HealthCheckReply.getDefaultInstance()))
            .build();
    assertThat(
            refusal(
                    ClientCalls.futureUnaryCall(
                        qdrant().grpcClient().channel().newCall(unknown, CallOptions.DEFAULT),
                        HealthCheckRequest.getDefaultInstance()))
                .getStatus()
                .getCode())
        .isEqualTo(Status.Code.UNIMPLEMENTED);
  }

  @Test
  void tlsToAPlainPortIsUnavailable() {
    Assumptions.assumeFalse(server().isSecure(), "The server at hand speaks TLS itself.");
    try (StoreClient mistaken = server().connect(true)) {
      assertThat(refusal(mistaken.qdrant().listCollectionsAsync()).getStatus().getCode())
          .isEqualTo(Status.Code.UNAVAILABLE);
    }
  }
}

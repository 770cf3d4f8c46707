package io.vectorstream.local.qdrant.grpc;

import com.google.protobuf.Empty;
import com.google.protobuf.Message;
import io.grpc.MethodDescriptor;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.stub.ServerCalls;

/** Gives a service a method that does not take its request as the client's stubs have it. */
public final class ServiceMethods {
  private ServiceMethods() {}

  /**
   * The service with one method more, or with another one of this name: its requests arrive as
   * unknown fields, either since the stubs do not know their type, or so that the method can decode
   * no more of them than it needs.
   *
   * @param response any message of the answer's type
   */
  public static <A extends Message> ServerServiceDefinition with(
      ServerServiceDefinition service,
      String name,
      A response,
      ServerCalls.UnaryMethod<Empty, A> answer) {
    String serviceName = service.getServiceDescriptor().getName();
    MethodDescriptor<Empty, A> method =
        MethodDescriptor.<Empty, A>newBuilder()
            .setType(MethodDescriptor.MethodType.UNARY)
            .setFullMethodName(MethodDescriptor.generateFullMethodName(serviceName, name))
            .setRequestMarshaller(ProtoUtils.marshaller(Empty.getDefaultInstance()))
            .setResponseMarshaller(ProtoUtils.marshaller(response))
            .build();
    ServerServiceDefinition.Builder changed = ServerServiceDefinition.builder(serviceName);
    for (ServerMethodDefinition<?, ?> each : service.getMethods()) {
      if (!each.getMethodDescriptor().getFullMethodName().equals(method.getFullMethodName())) {
        changed.addMethod(each);
      }
    }
    return changed.addMethod(method, ServerCalls.asyncUnaryCall(answer)).build();
  }
}

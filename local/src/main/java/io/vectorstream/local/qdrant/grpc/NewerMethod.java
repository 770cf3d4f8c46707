package io.vectorstream.local.qdrant.grpc;

import com.google.protobuf.Message;
import io.grpc.MethodDescriptor;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.stub.ServerCalls;

/** Gives a service a method that the client whose stubs the store uses does not have yet. */
public final class NewerMethod {
  private NewerMethod() {}

  /**
   * The service with one method more.
   *
   * @param request any message of the request's type; {@code Empty} keeps all fields as unknown
   *     ones, where the type is as new as the method
   * @param response any message of the answer's type
   */
  public static <Q extends Message, A extends Message> ServerServiceDefinition add(
      ServerServiceDefinition service,
      String name,
      Q request,
      A response,
      ServerCalls.UnaryMethod<Q, A> answer) {
    String serviceName = service.getServiceDescriptor().getName();
    ServerServiceDefinition.Builder extended = ServerServiceDefinition.builder(serviceName);
    for (ServerMethodDefinition<?, ?> method : service.getMethods()) {
      extended.addMethod(method);
    }
    MethodDescriptor<Q, A> method =
        MethodDescriptor.<Q, A>newBuilder()
            .setType(MethodDescriptor.MethodType.UNARY)
            .setFullMethodName(MethodDescriptor.generateFullMethodName(serviceName, name))
            .setRequestMarshaller(ProtoUtils.marshaller(request))
            .setResponseMarshaller(ProtoUtils.marshaller(response))
            .build();
    return extended.addMethod(method, ServerCalls.asyncUnaryCall(answer)).build();
  }
}

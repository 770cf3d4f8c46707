package io.vectorstream.local.faults;

import io.grpc.HandlerRegistry;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServerCallHandler;
import io.grpc.ServerMethodDefinition;

/** Takes the calls of every method there may be, as bytes. */
final class AnyMethod extends HandlerRegistry {

  private final ServerCallHandler<byte[], byte[]> handler;

  AnyMethod(ServerCallHandler<byte[], byte[]> handler) {
    this.handler = handler;
  }

  @Override
  public ServerMethodDefinition<?, ?> lookupMethod(String method, String authority) {
    return ServerMethodDefinition.create(
        MethodDescriptor.newBuilder(new BytesMarshaller(), new BytesMarshaller())
            .setFullMethodName(method)
            // Streaming is the general case, in which a call of one message fits as well.
            .setType(MethodType.BIDI_STREAMING)
            .build(),
        handler);
  }
}

package io.vectorstream.qdrant.collection;

import com.google.common.util.concurrent.ListenableFuture;
import com.google.protobuf.CodedOutputStream;
import io.grpc.MethodDescriptor;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.stub.ClientCalls;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.grpc.Points.PointsOperationResponse;
import io.qdrant.client.grpc.PointsGrpc;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * The call that gives a collection which exists one more vector name. Qdrant has it since 1.18; the
 * client does not, so its request is written here field by field.
 */
final class CreateVectorName {

  private static final int COLLECTION_NAME = 1;
  private static final int WAIT = 2;
  private static final int VECTOR_NAME = 3;
  private static final int SPARSE_CONFIG = 5;
  private static final int MODIFIER = 1;

  static final MethodDescriptor<byte[], PointsOperationResponse> METHOD =
      MethodDescriptor.<byte[], PointsOperationResponse>newBuilder()
          .setType(MethodDescriptor.MethodType.UNARY)
          .setFullMethodName(
              MethodDescriptor.generateFullMethodName(PointsGrpc.SERVICE_NAME, "CreateVectorName"))
          .setRequestMarshaller(new WrittenRequest())
          .setResponseMarshaller(
              ProtoUtils.marshaller(PointsOperationResponse.getDefaultInstance()))
          .build();

  private CreateVectorName() {}

  /** Adds a sparse vector; one of this name and kind that is there already is fine. */
  static ListenableFuture<PointsOperationResponse> call(
      QdrantClient client, String collection, String name, SparseVectorSpec sparse) {
    PointsGrpc.PointsFutureStub stub = client.grpcClient().points();
    return ClientCalls.futureUnaryCall(
        stub.getChannel().newCall(METHOD, stub.getCallOptions()),
        request(collection, name, sparse));
  }

  static byte[] request(String collection, String name, SparseVectorSpec sparse) {
    return written(
        request -> {
          request.writeString(COLLECTION_NAME, collection);
          request.writeBool(WAIT, true);
          request.writeString(VECTOR_NAME, name);
          request.writeByteArray(
              SPARSE_CONFIG,
              written(config -> config.writeEnum(MODIFIER, sparse.modifier().getNumber())));
        });
  }

  private interface Fields {
    void writeTo(CodedOutputStream out) throws IOException;
  }

  private static byte[] written(Fields fields) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    try {
      fields.writeTo(out);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static final class WrittenRequest implements MethodDescriptor.Marshaller<byte[]> {

    @Override
    public InputStream stream(byte[] request) {
      return new ByteArrayInputStream(request);
    }

    @Override
    public byte[] parse(InputStream stream) {
      throw new UnsupportedOperationException("requests are only sent");
    }
  }
}

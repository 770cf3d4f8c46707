package io.vectorstream.local.qdrant;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import io.qdrant.client.grpc.Collections.SparseIndexConfig;
import io.qdrant.client.grpc.Collections.SparseVectorParams;
import io.vectorstream.local.qdrant.grpc.Failures;
import java.io.IOException;

/**
 * The message {@code CreateVectorNameRequest} of Qdrant 1.18, read from its bytes: the client whose
 * messages the store uses is older. A dense vector is not among what the store can add.
 */
record NewVectorName(String collection, boolean isWaiting, String name, SparseVectorParams sparse) {
  private static final int COLLECTION_NAME = 1;
  private static final int WAIT = 2;
  private static final int VECTOR_NAME = 3;
  private static final int DENSE_CONFIG = 4;
  private static final int SPARSE_CONFIG = 5;

  private static final int MODIFIER = 1;
  private static final int DATATYPE = 2;

  static NewVectorName parse(ByteString message) throws IOException {
    CodedInputStream in = message.newCodedInput();
    String collection = "";
    boolean isWaiting = false;
    String name = "";
    SparseVectorParams sparse = null;
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (WireFormat.getTagFieldNumber(tag)) {
        case COLLECTION_NAME -> collection = in.readStringRequireUtf8();
        case WAIT -> isWaiting = in.readBool();
        case VECTOR_NAME -> name = in.readStringRequireUtf8();
        case DENSE_CONFIG -> throw Failures.unsupported("dense vectors for a live collection");
        case SPARSE_CONFIG -> sparse = sparse(in.readBytes());
        default -> in.skipField(tag);
      }
    }
    if (sparse == null) {
      throw Failures.wrongInput("vector_config is required (dense_config or sparse_config)");
    }
    return new NewVectorName(collection, isWaiting, name, sparse);
  }

  private static SparseVectorParams sparse(ByteString config) throws IOException {
    CodedInputStream in = config.newCodedInput();
    SparseVectorParams.Builder params = SparseVectorParams.newBuilder();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (WireFormat.getTagFieldNumber(tag)) {
        case MODIFIER -> params.setModifierValue(in.readEnum());
        case DATATYPE ->
            params.setIndex(SparseIndexConfig.newBuilder().setDatatypeValue(in.readEnum()));
        default -> in.skipField(tag);
      }
    }
    return params.build();
  }
}

package io.vectorstream.local.qdrant.storage;

import io.qdrant.client.grpc.Collections.CreateCollection;
import io.qdrant.client.grpc.Collections.SparseVectorParams;
import io.vectorstream.local.qdrant.grpc.Failures;
import io.vectorstream.local.qdrant.vector.VectorSpaces;
import java.nio.charset.StandardCharsets;

/** A sparse vector that a collection is given while it has points. */
record SparseDeclaration(String name, SparseVectorParams params) {
  private static final int MAX_NAME_BYTES = 200;

  /** The request of such a collection; the same if it has this very vector. */
  CreateCollection addTo(CreateCollection request) {
    int length = name.getBytes(StandardCharsets.UTF_8).length;
    if (length > MAX_NAME_BYTES) {
      throw Failures.wrongInput(
          "vector name has to have " + MAX_NAME_BYTES + " bytes at most, not " + length);
    }
    VectorSpaces spaces = VectorSpaces.of(request);
    if (!spaces.names().contains(name)) {
      CreateCollection.Builder added = request.toBuilder();
      added.getSparseVectorsConfigBuilder().putMap(name, params);
      VectorSpaces.of(added.build());
      return added.build();
    }
    if (!spaces.isSparse(name)) {
      throw Failures.wrongInput("Vector `" + name + "` already exists as a dense vector");
    }
    SparseVectorParams there = request.getSparseVectorsConfig().getMapOrThrow(name);
    if (there.getModifier() != params.getModifier()
        || there.getIndex().getDatatype() != params.getIndex().getDatatype()) {
      throw Failures.wrongInput(
          "Sparse vector `" + name + "` already exists with a different configuration");
    }
    return request;
  }
}

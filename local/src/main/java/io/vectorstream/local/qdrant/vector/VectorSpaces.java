package io.vectorstream.local.qdrant.vector;

import io.qdrant.client.grpc.Collections.CreateCollection;
import io.qdrant.client.grpc.Collections.VectorsConfig;
import io.vectorstream.local.qdrant.grpc.Failures;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The vectors that the points of a collection may have, by name; the unnamed one's is empty. */
public final class VectorSpaces {
  /** The name of a vector that has none. */
  public static final String UNNAMED = "";

  private final Map<String, VectorSpace> dense;
  private final Map<String, SparseSpace> sparse;

  private VectorSpaces(Map<String, VectorSpace> dense, Map<String, SparseSpace> sparse) {
    this.dense = dense;
    this.sparse = sparse;
  }

  /** The vectors that a request asks for; refuses what Qdrant refuses or the store lacks. */
  public static VectorSpaces of(CreateCollection request) {
    Map<String, VectorSpace> dense = dense(request.getVectorsConfig());
    Map<String, SparseSpace> sparse = new LinkedHashMap<>();
    request
        .getSparseVectorsConfig()
        .getMapMap()
        .forEach((name, params) -> sparse.put(name, SparseSpace.of(params)));
    Failures.refuseIf(dense.isEmpty() && sparse.isEmpty(), "collections without vectors");
    for (String name : sparse.keySet()) {
      if (dense.containsKey(name)) {
        throw Failures.wrongInput(
            "Dense and sparse vector names must be unique - duplicate found with '" + name + "'");
      }
    }
    return new VectorSpaces(dense, sparse);
  }

  private static Map<String, VectorSpace> dense(VectorsConfig config) {
    if (config.hasParams()) {
      return Map.of(UNNAMED, VectorSpace.of(config.getParams()));
    }
    Map<String, VectorSpace> dense = new LinkedHashMap<>();
    config
        .getParamsMap()
        .getMapMap()
        .forEach((name, params) -> dense.put(name, VectorSpace.of(params)));
    return dense;
  }

  /** The space of this name; the call is refused if there is none, or one of sparse vectors. */
  public VectorSpace dense(String name) {
    VectorSpace space = dense.get(name);
    if (space == null) {
      throw missing(name);
    }
    return space;
  }

  /** The space of this name; the call is refused if there is none, or one of dense vectors. */
  public SparseSpace sparse(String name) {
    SparseSpace space = sparse.get(name);
    if (space == null) {
      throw missing(name);
    }
    return space;
  }

  /** Whether the vectors of this name are sparse; the call is refused if there is no such name. */
  public boolean isSparse(String name) {
    if (!dense.containsKey(name) && !sparse.containsKey(name)) {
      throw Failures.noSuchVector(name);
    }
    return sparse.containsKey(name);
  }

  /** The names of all vectors. */
  public List<String> names() {
    List<String> names = new ArrayList<>(dense.keySet());
    names.addAll(sparse.keySet());
    return names;
  }

  private RuntimeException missing(String name) {
    return dense.containsKey(name) || sparse.containsKey(name)
        ? Failures.wrongInput("Wrong usage of sparse vectors")
        : Failures.noSuchVector(name);
  }
}

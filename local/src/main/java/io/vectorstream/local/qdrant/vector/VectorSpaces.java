package io.vectorstream.local.qdrant.vector;

import io.qdrant.client.grpc.Collections.VectorsConfig;
import io.vectorstream.local.qdrant.grpc.Failures;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The vectors that the points of a collection may have, by name; the unnamed one's is empty. */
public final class VectorSpaces {
  /** The name of a vector that has none. */
  public static final String UNNAMED = "";

  private final Map<String, VectorSpace> spaces;

  private VectorSpaces(Map<String, VectorSpace> spaces) {
    this.spaces = spaces;
  }

  /** The vectors that a request asks for; refuses what the store lacks. */
  public static VectorSpaces of(VectorsConfig config) {
    if (config.hasParams()) {
      return new VectorSpaces(Map.of(UNNAMED, VectorSpace.of(config.getParams())));
    }
    Map<String, VectorSpace> spaces = new LinkedHashMap<>();
    config
        .getParamsMap()
        .getMapMap()
        .forEach((name, params) -> spaces.put(name, VectorSpace.of(params)));
    Failures.refuseIf(spaces.isEmpty(), "collections without vectors");
    return new VectorSpaces(spaces);
  }

  /** The space of this name; the call is refused if there is none. */
  public VectorSpace get(String name) {
    VectorSpace space = spaces.get(name);
    if (space == null) {
      throw Failures.noSuchVector(name);
    }
    return space;
  }

  /** The names of all vectors. */
  public Set<String> names() {
    return spaces.keySet();
  }
}

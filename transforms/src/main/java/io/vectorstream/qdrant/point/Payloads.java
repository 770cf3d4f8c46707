package io.vectorstream.qdrant.point;

import static com.google.common.base.Preconditions.checkArgument;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.qdrant.client.grpc.JsonWithInt.Value;
import java.util.LinkedHashMap;
import java.util.Map;

/** Encodes points' payloads. */
public final class Payloads {

  /**
   * How deep objects and lists may nest. Each costs up to three of the 100 levels of messages that
   * protobuf reads; what is deeper could be stored and not be read again.
   */
  public static final int NESTING_LIMIT = 31;

  private Payloads() {}

  /**
   * The payload of a JSON object, which cannot be modified. Integers that fit 64 bits stay
   * integers, other numbers become doubles.
   *
   * <p>It is encoded at once, and decoded when it is first read.
   *
   * @throws IllegalArgumentException if a number is not finite as a double, or objects and lists
   *     nest deeper than {@value #NESTING_LIMIT}
   */
  public static Map<String, Value> fromJson(ObjectNode json) {
    return EncodedPayload.of(json);
  }

  /** The same payload with another value of one field. */
  public static Map<String, Value> with(Map<String, Value> payload, String name, Value value) {
    Map<String, Value> changed = new LinkedHashMap<>(payload);
    changed.put(name, value);
    return changed;
  }

  static double finite(double number) {
    checkArgument(Double.isFinite(number), "a number of the payload is beyond a double's range");
    return number;
  }

  /** The depth of what is in an object or a list. */
  static int nested(int depth) {
    checkArgument(
        depth < NESTING_LIMIT,
        "the payload nests deeper than the %s levels Qdrant's clients read",
        NESTING_LIMIT);
    return depth + 1;
  }
}

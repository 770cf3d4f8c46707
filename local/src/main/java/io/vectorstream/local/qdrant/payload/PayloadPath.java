package io.vectorstream.local.qdrant.payload;

import io.qdrant.client.grpc.JsonWithInt.Value;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Where in a payload a condition looks: {@code a}, {@code a.b}, {@code "a.b"} for one key with a
 * dot, {@code a[].b} for every element of a list, {@code a[0]} for one.
 */
public final class PayloadPath {
  /** A step below the first key: into an object, into one element, or into all of them. */
  record Step(String key, int index) {
    static final int ALL = -1;
    static final Step EVERY_ELEMENT = new Step("", ALL);

    static Step intoKey(String key) {
      return new Step(key, Integer.MIN_VALUE);
    }

    boolean isKey() {
      return index == Integer.MIN_VALUE;
    }
  }

  private final String firstKey;
  private final List<Step> steps;

  /** The keys that the path begins with, the first one and those that follow it at once. */
  private final List<byte[]> leadingKeys = new ArrayList<>();

  PayloadPath(String firstKey, List<Step> steps) {
    this.firstKey = firstKey;
    this.steps = List.copyOf(steps);
    leadingKeys.add(utf8(firstKey));
    steps.stream().takeWhile(Step::isKey).forEach(step -> leadingKeys.add(utf8(step.key())));
  }

  private static byte[] utf8(String key) {
    return key.getBytes(StandardCharsets.UTF_8);
  }

  /** The path that a text describes; refuses a text that describes none. */
  public static PayloadPath parse(String text) {
    return new PayloadPathParser(text).parse();
  }

  String firstKey() {
    return firstKey;
  }

  List<Step> steps() {
    return steps;
  }

  /** The values there; none if the path leads nowhere. A list at the end is one value. */
  public List<Value> values(StoredPoint point) {
    Value value = PayloadScan.find(point, leadingKeys).orElse(null);
    if (value == null) {
      return List.of();
    }
    int stepsDone = leadingKeys.size() - 1;
    if (stepsDone == steps.size()) {
      return List.of(value);
    }
    List<Value> found = new ArrayList<>();
    collect(value, stepsDone, found);
    return found;
  }

  private void collect(Value value, int depth, List<Value> found) {
    if (depth == steps.size()) {
      found.add(value);
      return;
    }
    Step step = steps.get(depth);
    if (step.isKey()) {
      Value child = value.getStructValue().getFieldsMap().get(step.key());
      if (child != null) {
        collect(child, depth + 1, found);
      }
      return;
    }
    List<Value> elements = value.getListValue().getValuesList();
    if (step.index() == Step.ALL) {
      elements.forEach(element -> collect(element, depth + 1, found));
    } else if (step.index() < elements.size()) {
      collect(elements.get(step.index()), depth + 1, found);
    }
  }
}

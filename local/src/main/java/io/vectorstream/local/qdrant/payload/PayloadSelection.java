package io.vectorstream.local.qdrant.payload;

import io.qdrant.client.grpc.JsonWithInt.ListValue;
import io.qdrant.client.grpc.JsonWithInt.Struct;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.WithPayloadSelector;
import io.vectorstream.local.qdrant.grpc.Failures;
import io.vectorstream.local.qdrant.payload.PayloadPath.Step;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Which parts of the payload an answer carries. */
public final class PayloadSelection {
  private final boolean including;
  private final List<PayloadPath> paths;

  /** Whether whole top-level fields are asked for, which need no decoding of the others. */
  private final boolean topLevelOnly;

  private PayloadSelection(boolean including, List<String> fields) {
    this.including = including;
    this.paths = fields.stream().map(PayloadPath::parse).collect(Collectors.toList());
    this.topLevelOnly = including && paths.stream().allMatch(path -> path.steps().isEmpty());
  }

  /**
   * @param byDefault whether the call answers with payloads when nothing was said
   */
  public static PayloadSelection of(boolean said, WithPayloadSelector selector, boolean byDefault) {
    if (!said) {
      return byDefault ? all() : none();
    }
    return switch (selector.getSelectorOptionsCase()) {
      case ENABLE -> selector.getEnable() ? all() : none();
      case INCLUDE -> new PayloadSelection(true, selector.getInclude().getFieldsList());
      case EXCLUDE -> new PayloadSelection(false, selector.getExclude().getFieldsList());
      case SELECTOROPTIONS_NOT_SET -> throw Failures.wrongInput("No PayloadSelector");
    };
  }

  /** The selected parts of a point's payload. */
  public Map<String, Value> of(StoredPoint point) {
    if (topLevelOnly) {
      return topLevel(point);
    }
    Map<String, Value> payload = PayloadBytes.decode(point);
    if (paths.isEmpty()) {
      return payload;
    }
    Map<String, Value> selected = new LinkedHashMap<>();
    payload.forEach(
        (key, value) -> {
          Deque<Step> way = new ArrayDeque<>();
          if (keeps(key, way)) {
            selected.put(key, select(key, way, value));
          }
        });
    return selected;
  }

  private Map<String, Value> topLevel(StoredPoint point) {
    Map<String, Value> selected = new LinkedHashMap<>();
    for (PayloadPath path : paths) {
      path.values(point).forEach(value -> selected.put(path.firstKey(), value));
    }
    return selected;
  }

  private static PayloadSelection all() {
    return new PayloadSelection(false, List.of());
  }

  private static PayloadSelection none() {
    return new PayloadSelection(true, List.of());
  }

  private Value select(String firstKey, Deque<Step> way, Value value) {
    if (value.hasStructValue()) {
      Struct.Builder selected = Struct.newBuilder();
      value
          .getStructValue()
          .getFieldsMap()
          .forEach(
              (key, child) -> {
                way.addLast(Step.intoKey(key));
                if (keeps(firstKey, way)) {
                  selected.putFields(key, select(firstKey, way, child));
                }
                way.removeLast();
              });
      return Value.newBuilder().setStructValue(selected).build();
    }
    if (value.hasListValue()) {
      ListValue.Builder selected = ListValue.newBuilder();
      way.addLast(Step.EVERY_ELEMENT);
      for (Value element : value.getListValue().getValuesList()) {
        if (keeps(firstKey, way)) {
          selected.addValues(select(firstKey, way, element));
        }
      }
      way.removeLast();
      return Value.newBuilder().setListValue(selected).build();
    }
    return value;
  }

  /** Included is what lies on the way to a path or below it; excluded what lies at or below one. */
  private boolean keeps(String firstKey, Deque<Step> way) {
    for (PayloadPath path : paths) {
      boolean longEnough = including || way.size() >= path.steps().size();
      if (longEnough && path.firstKey().equals(firstKey) && agree(path.steps(), way)) {
        return including;
      }
    }
    return !including;
  }

  /** Whether the two are equal as far as both go. */
  private static boolean agree(List<Step> steps, Deque<Step> way) {
    Iterator<Step> there = way.iterator();
    for (Step step : steps) {
      if (!there.hasNext()) {
        return true;
      }
      if (!there.next().equals(step)) {
        return false;
      }
    }
    return true;
  }
}

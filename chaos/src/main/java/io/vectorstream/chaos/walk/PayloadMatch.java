package io.vectorstream.chaos.walk;

import com.google.common.collect.Sets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares what was sent with what is stored, value by value. */
final class PayloadMatch {

  private static final int LONGEST = 60;

  private PayloadMatch() {}

  /** The first difference, in words. */
  static Optional<String> difference(Map<String, Object> sent, Map<String, Object> stored) {
    return difference("", sent, stored);
  }

  private static Optional<String> difference(
      String path, @Nullable Object sent, @Nullable Object stored) {
    if (sent instanceof Map<?, ?> fields && stored instanceof Map<?, ?> found) {
      return differenceOfFields(path, fields, found);
    }
    if (sent instanceof List<?> list && stored instanceof List<?> found) {
      return differenceOfElements(path, list, found);
    }
    Object wanted = sent instanceof JsonToken token ? token.stored() : sent;
    boolean equal =
        wanted instanceof Moment moment ? moment.isMetBy(stored) : Objects.equals(wanted, stored);
    return equal
        ? Optional.empty()
        : Optional.of(path + " is " + shown(stored) + " and not " + shown(wanted));
  }

  private static Optional<String> differenceOfFields(
      String path, Map<?, ?> fields, Map<?, ?> found) {
    if (!fields.keySet().equals(found.keySet())) {
      Set<?> lacking = Sets.difference(fields.keySet(), found.keySet());
      Set<?> extra = Sets.difference(found.keySet(), fields.keySet());
      return Optional.of(path + " lacks " + cut(lacking) + ", and has " + cut(extra));
    }
    return fields.entrySet().stream()
        .flatMap(
            field ->
                difference(path + "." + field.getKey(), field.getValue(), found.get(field.getKey()))
                    .stream())
        .findFirst();
  }

  private static Optional<String> differenceOfElements(String path, List<?> list, List<?> found) {
    if (list.size() != found.size()) {
      return Optional.of(path + " has " + found.size() + " elements, not " + list.size());
    }
    for (int i = 0; i < list.size(); i++) {
      Optional<String> difference = difference(path + "[" + i + "]", list.get(i), found.get(i));
      if (difference.isPresent()) {
        return difference;
      }
    }
    return Optional.empty();
  }

  private static String shown(@Nullable Object value) {
    return value == null ? "null" : value.getClass().getSimpleName() + " " + cut(value);
  }

  private static String cut(Object value) {
    String text = value.toString();
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }
}

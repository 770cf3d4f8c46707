package io.vectorstream.tools.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.vectorstream.tools.command.Printable;
import io.vectorstream.value.ValueWords;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The paths of samples to single values, each with the first value that stands there. */
final class SamplePaths {

  private static final int DEEPEST = 5;
  private static final int MOST = 5_000;

  /** What has one of these names within an object is told apart by it, such as a user. */
  private static final Set<String> OF_ITS_OBJECT = Set.of("id", "uuid");

  private final Map<String, JsonNode> values = new LinkedHashMap<>();
  private final Map<String, JsonNode> lists = new LinkedHashMap<>();

  void add(JsonNode sample) {
    add(sample, "", 0);
  }

  private void add(JsonNode value, String path, int depth) {
    if (value.isObject() && depth < DEEPEST) {
      value
          .fields()
          .forEachRemaining(
              field ->
                  add(
                      field.getValue(),
                      path + '/' + field.getKey().replace("~", "~0").replace("/", "~1"),
                      depth + 1));
    } else if (value.isArray() && value.path(0).isObject()) {
      lists.putIfAbsent(path, value);
    } else if (value.isValueNode()
        && !value.isNull()
        && !value.asText().isBlank()
        && values.size() < MOST) {
      values.putIfAbsent(path, value);
    }
  }

  /** The path whose end is called by the first of these names that there is, the shortest one. */
  Optional<String> best(List<String> names) {
    return called(names).findFirst();
  }

  /** The paths whose ends are called by these names, the best one first. */
  Stream<String> called(List<String> names) {
    return names.stream()
        .flatMap(
            name ->
                values.keySet().stream()
                    .filter(path -> ends(path, name) && path.matches("[\\w/~.-]+"))
                    .sorted(Comparator.comparingInt(SamplePaths::depth)));
  }

  /** The list whose objects have most of what a product has. */
  Optional<String> list() {
    List<String> usual =
        List.of("price", "quantity", "name", "title", "sku", "itemname", "productid");
    return lists.keySet().stream()
        .filter(path -> path.matches("[\\w/~.-]+") && score(path, usual) > 1)
        .max(Comparator.comparingLong(path -> score(path, usual)));
  }

  private long score(String path, List<String> usual) {
    SamplePaths ofItem = new SamplePaths();
    ofItem.add(lists.get(path).get(0));
    return usual.stream().filter(name -> ofItem.best(List.of(name)).isPresent()).count();
  }

  JsonNode value(String path) {
    return values.getOrDefault(path, MissingNode.getInstance());
  }

  /** The first value at a path, for a comment. */
  String example(String path) {
    return Printable.line(ValueWords.abbreviated(value(path).asText()));
  }

  /** Whether the last name of a path, or the last two together, are a name. */
  private static boolean ends(String path, String name) {
    String[] parts = path.substring(1).split("/", -1);
    String last = plain(parts[parts.length - 1]);
    return (last.equals(name) && (parts.length == 1 || !OF_ITS_OBJECT.contains(name)))
        || (parts.length > 1 && (plain(parts[parts.length - 2]) + last).equals(name));
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }

  private static int depth(String path) {
    return (int) path.chars().filter(character -> character == '/').count();
  }
}

package io.vectorstream.mapping;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Tag;

/** Reads rules as a mapping writes them. */
final class RuleReader {

  /** Each rule is written with one of these. */
  private static final List<String> VERBS =
      List.of("path", "first", "constant", "join", "concat", "lower", "hash", "in", "every");

  private static final Map<String, Set<String>> MORE =
      Map.of("join", Set.of("separator"), "in", Set.of("where", "path"), "every", Set.of("path"));

  private static final int DEPTH = 20;

  private static final Pattern LONE_TILDE = Pattern.compile("~(?![01])");

  private RuleReader() {}

  /**
   * Reads a rule: a path, a list of rules of which the first that finds something counts, or an
   * object with one of {@link #VERBS}.
   *
   * @param besides names that may stand in such an object for whoever reads it
   */
  static Rule read(YamlValue yaml, Set<String> besides) {
    return read(yaml, besides, 0);
  }

  private static Rule read(YamlValue yaml, Set<String> besides, int depth) {
    if (depth > DEPTH) {
      throw yaml.mistake("rules nest deeper than " + DEPTH);
    }
    if (yaml.isList()) {
      return new Rules.First(list(yaml, depth));
    }
    return yaml.isScalar() ? new Rules.At(path(yaml)) : object(yaml, besides, depth);
  }

  private static Rule object(YamlValue yaml, Set<String> besides, int depth) {
    Map<String, YamlValue> fields = yaml.fields();
    List<String> verbs = VERBS.stream().filter(fields::containsKey).toList();
    if (verbs.contains("in") || verbs.contains("every")) {
      verbs = verbs.stream().filter(verb -> !verb.equals("path")).toList();
    }
    if (verbs.size() > 1) {
      throw yaml.mistake("there is " + String.join(" and ", verbs) + ", one of them is wanted");
    }
    String verb = verbs.isEmpty() ? VERBS.get(0) : verbs.get(0);
    yaml.fields(
        Stream.of(VERBS.stream(), besides.stream(), Stream.of("values"), more(verb))
            .flatMap(names -> names)
            .collect(Collectors.toSet()));
    if (verbs.isEmpty()) {
      throw yaml.mistake("one of " + String.join(", ", VERBS) + " is wanted here");
    }
    Rule rule = rule(verb, fields, yaml, depth + 1);
    YamlValue values = fields.get("values");
    return values == null ? rule : new Rules.Translated(rule, table(values));
  }

  private static Stream<String> more(String verb) {
    return MORE.getOrDefault(verb, Set.of()).stream();
  }

  private static Rule rule(String verb, Map<String, YamlValue> fields, YamlValue yaml, int depth) {
    YamlValue value = fields.get(verb);
    return switch (verb) {
      case "path" -> paths(value);
      case "first" -> new Rules.First(list(value, depth));
      case "constant" -> new Rules.Constant(constant(value));
      case "join" ->
          new Rules.Join(
              list(value, depth),
              fields.containsKey("separator") ? fields.get("separator").text() : " ");
      case "concat" -> new Rules.Join(list(value, depth), "");
      case "lower" -> new Rules.Lower(read(value, Set.of(), depth));
      case "hash" -> new Rules.Hash(list(value, depth));
      case "in" ->
          new Rules.InList(path(value), where(fields.get("where")), inner(fields, yaml, depth));
      case "every" -> new Rules.Every(path(value), inner(fields, yaml, depth));
      default -> throw new IllegalStateException(verb);
    };
  }

  private static Rule inner(Map<String, YamlValue> fields, YamlValue yaml, int depth) {
    YamlValue path = fields.get("path");
    if (path == null) {
      throw yaml.mistake("path is missing, which says what of an object in the list counts");
    }
    return read(path, Set.of(), depth);
  }

  private static List<Rule> list(YamlValue yaml, int depth) {
    return yaml.listOrOne().stream().map(item -> read(item, Set.of(), depth + 1)).toList();
  }

  private static Rule paths(YamlValue yaml) {
    return yaml.isList()
        ? new Rules.First(yaml.list().stream().<Rule>map(RuleReader::at).toList())
        : at(yaml);
  }

  private static Rules.At at(YamlValue yaml) {
    return new Rules.At(path(yaml));
  }

  /** A JSON Pointer; an empty one leads to the whole value. */
  static JsonPointer path(YamlValue yaml) {
    String text = yaml.text();
    if (!text.isEmpty() && !text.startsWith("/")) {
      throw yaml.mistake(
          "a path begins with a slash, such as /user/id, this is \""
              + text
              + "\"; for a value that is always the same write {constant: "
              + text
              + "}");
    }
    if (LONE_TILDE.matcher(text).find()) {
      throw yaml.mistake("in a path ~0 stands for ~ and ~1 for a slash, this is \"" + text + "\"");
    }
    return JsonPointer.compile(text);
  }

  private static JsonNode constant(YamlValue yaml) {
    String text = yaml.text();
    if (yaml.hasTag(Tag.BOOL) && (text.equals("true") || text.equals("false"))) {
      return BooleanNode.valueOf(yaml.bool());
    }
    if (text.isBlank()) {
      throw yaml.mistake("the constant is blank");
    }
    if ((yaml.hasTag(Tag.INT) || yaml.hasTag(Tag.FLOAT))
        && text.matches("[+-]?\\d{1,18}(\\.\\d{1,18})?")) {
      BigDecimal number = new BigDecimal(text);
      return number.scale() <= 0
          ? LongNode.valueOf(number.longValueExact())
          : DoubleNode.valueOf(number.doubleValue());
    }
    return TextNode.valueOf(text);
  }

  /** What fields have to be: paths, and the text that has to stand there. */
  private static Map<JsonPointer, String> where(@Nullable YamlValue yaml) {
    Map<JsonPointer, String> wanted = new LinkedHashMap<>();
    if (yaml != null) {
      yaml.fields()
          .forEach(
              (path, value) -> {
                if (!path.startsWith("/")) {
                  throw yaml.mistake("a path begins with a slash, this is \"" + path + "\"");
                }
                wanted.put(JsonPointer.compile(path), value.text());
              });
    }
    return wanted;
  }

  private static Map<String, Optional<String>> table(YamlValue yaml) {
    Map<String, Optional<String>> table = new LinkedHashMap<>();
    yaml.fields()
        .forEach(
            (from, to) ->
                table.put(from, to.hasTag(Tag.NULL) ? Optional.empty() : Optional.of(to.text())));
    return table;
  }
}

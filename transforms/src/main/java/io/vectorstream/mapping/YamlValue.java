package io.vectorstream.mapping;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** A value in a YAML file, which knows its place: each complaint names line and column. */
final class YamlValue {

  private static final int LARGEST = 1 << 20;

  private final String file;
  private final Node node;

  private YamlValue(String file, Node node) {
    this.file = file;
    this.node = node;
    if (node.getAnchor() != null) {
      throw mistake("anchors and aliases are not for mappings: write the value out");
    }
  }

  /**
   * The value that a text is.
   *
   * @param file names the text in complaints
   * @throws IllegalArgumentException if it is no YAML, or empty
   */
  static YamlValue parse(String file, String text) {
    if (text.length() > LARGEST) {
      throw new IllegalArgumentException(file + " is larger than 1 MiB");
    }
    try {
      Node node = new Yaml(new LoaderOptions()).compose(new StringReader(text));
      if (node == null) {
        throw new IllegalArgumentException(file + " is empty");
      }
      return new YamlValue(file, node);
    } catch (MarkedYAMLException e) {
      throw new IllegalArgumentException(
          at(file, e.getProblemMark()) + "is no YAML: " + e.getProblem(), e);
    } catch (YAMLException | StackOverflowError e) {
      throw new IllegalArgumentException(file + " is no YAML: " + e.getMessage(), e);
    }
  }

  boolean isObject() {
    return node instanceof MappingNode;
  }

  boolean isList() {
    return node instanceof SequenceNode;
  }

  boolean isScalar() {
    return node instanceof ScalarNode;
  }

  /** Whether it is a number, true or false, and not a text. */
  boolean hasTag(Tag tag) {
    return node.getTag().equals(tag);
  }

  /** The text of a scalar; of a number or a boolean, as it is written. */
  String text() {
    if (!(node instanceof ScalarNode scalar) || scalar.getTag().equals(Tag.NULL)) {
      throw mistake("a single value is wanted here");
    }
    return scalar.getValue();
  }

  boolean bool() {
    String text = text();
    if (!text.equals("true") && !text.equals("false")) {
      throw mistake("true or false is wanted, this is \"" + text + "\"");
    }
    return text.equals("true");
  }

  /** The items of a list that is not empty. */
  List<YamlValue> list() {
    if (!(node instanceof SequenceNode sequence)) {
      throw mistake("a list is wanted here");
    }
    if (sequence.getValue().isEmpty()) {
      throw mistake("the list is empty");
    }
    List<YamlValue> items = new ArrayList<>();
    for (Node item : sequence.getValue()) {
      items.add(new YamlValue(file, item));
    }
    return items;
  }

  /** The items of a list, or the value alone. */
  List<YamlValue> listOrOne() {
    return isList() ? list() : List.of(this);
  }

  /** The fields of an object, whatever their names. */
  Map<String, YamlValue> fields() {
    if (!(node instanceof MappingNode mapping)) {
      throw mistake("names and values are wanted here, as name: value");
    }
    Map<String, YamlValue> fields = new LinkedHashMap<>();
    for (NodeTuple entry : mapping.getValue()) {
      YamlValue key = new YamlValue(file, entry.getKeyNode());
      if (fields.put(key.text(), new YamlValue(file, entry.getValueNode())) != null) {
        throw key.mistake(key.text() + " is given twice");
      }
    }
    return fields;
  }

  /** The fields of an object, each of which has to have one of some names. */
  Map<String, YamlValue> fields(Collection<String> known) {
    Map<String, YamlValue> fields = fields();
    for (NodeTuple entry : ((MappingNode) node).getValue()) {
      YamlValue key = new YamlValue(file, entry.getKeyNode());
      if (!known.contains(key.text())) {
        throw key.mistake(unknown(key.text(), known));
      }
    }
    return fields;
  }

  /** Says that there is no such name, and which one may be meant, or else which there are. */
  static String unknown(String name, Collection<String> known) {
    LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
    List<String> sorted = known.stream().sorted().toList();
    String nearest =
        sorted.stream()
            .min(Comparator.comparingInt(one -> distance.apply(one, name)))
            .orElseThrow();
    boolean isNear = distance.apply(nearest, name) <= Math.max(2, nearest.length() / 2);
    return "there is no \""
        + name
        + "\" here, "
        + (isNear
            ? "did you mean " + nearest + "?"
            : "there " + (sorted.size() == 1 ? "is " : "are ") + String.join(", ", sorted));
  }

  /** The value as one text, which does not depend on comments, quotes or the order of fields. */
  String canonical() {
    if (isObject()) {
      Map<String, String> sorted = new TreeMap<>();
      fields().forEach((name, value) -> sorted.put(quoted(name), value.canonical()));
      return sorted.toString();
    }
    if (isList()) {
      return list().stream().map(YamlValue::canonical).toList().toString();
    }
    if (hasTag(Tag.NULL)) {
      return "null";
    }
    return hasTag(Tag.STR) ? quoted(text()) : text();
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /** A complaint about the value, which names its place. */
  IllegalArgumentException mistake(String what) {
    return new IllegalArgumentException(at(file, node.getStartMark()) + what);
  }

  private static String at(String file, Mark mark) {
    return mark == null
        ? file + ": "
        : file + ", line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1) + ": ";
  }
}

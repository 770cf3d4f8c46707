package io.vectorstream.pipeline.config;

import io.vectorstream.pipeline.UserMistakeException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Options in a YAML file: one object, each option by its name. A list stands for values separated
 * by commas.
 */
final class ConfigFile {

  /** These are about the command line itself. */
  private static final Set<String> NOT_HERE = Set.of("config", "help", "printConfig");

  private final String file;
  private final Collection<String> known = OptionNames.all();
  private final Collection<String> ofOneValue = OptionNames.ofOneValue();
  private final List<Setting> settings = new ArrayList<>();
  private final Map<String, Integer> lines = new HashMap<>();

  private ConfigFile(String file) {
    this.file = file;
  }

  /**
   * The options that a file gives.
   *
   * @throws UserMistakeException if it cannot be read, or something in it is no option
   */
  static List<Setting> read(String file) {
    ConfigFile config = new ConfigFile(file);
    String text = text(file);
    try {
      config.add(new Yaml(new LoaderOptions()).compose(new StringReader(text)));
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
      throw config.mistake(line, "is no YAML: " + e.getProblem(), e);
    } catch (YAMLException e) {
      throw new UserMistakeException("--config: " + file + " is no YAML: " + e.getMessage(), e);
    }
    return config.settings;
  }

  private static String text(String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (NoSuchFileException e) {
      throw new UserMistakeException("--config: there is no file " + file, e);
    } catch (CharacterCodingException e) {
      throw new UserMistakeException("--config: " + file + " is no text in UTF-8", e);
    } catch (IOException | InvalidPathException e) {
      throw new UserMistakeException("--config: " + file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private void add(@Nullable Node root) {
    if (root == null || (root instanceof ScalarNode scalar && scalar.getValue().isBlank())) {
      return;
    }
    if (!(root instanceof MappingNode mapping)) {
      throw mistake(line(root), "has to hold options, one a line, as name: value", null);
    }
    for (NodeTuple entry : mapping.getValue()) {
      add(entry.getKeyNode(), entry.getValueNode());
    }
  }

  private void add(Node key, Node value) {
    int line = line(key);
    String name = key instanceof ScalarNode scalar ? scalar.getValue() : key.toString();
    if (NOT_HERE.contains(name)) {
      throw mistake(line, name + " is for the command line only", null);
    }
    if (!known.contains(name)) {
      throw mistake(
          line,
          "there is no option " + name + ", did you mean " + OptionNames.nearest(name) + "?",
          null);
    }
    Integer before = lines.put(name, line);
    if (before != null) {
      throw mistake(line, name + " is given before, in line " + before, null);
    }
    settings.add(new Setting(name, text(name, value), file + ", line " + line));
  }

  private String text(String name, Node value) {
    if (!(value instanceof SequenceNode list)) {
      return one(name, value);
    }
    if (ofOneValue.contains(name)) {
      throw mistake(line(value), name + " takes one value, not a list", null);
    }
    return list.getValue().stream().map(item -> one(name, item)).collect(Collectors.joining(","));
  }

  private String one(String name, Node value) {
    if (!(value instanceof ScalarNode scalar)) {
      throw mistake(line(value), name + " takes a value or a list of values", null);
    }
    if (scalar.getTag().equals(Tag.NULL)) {
      throw mistake(
          line(value),
          name + " has no value: leave the line out, or write \"\" for an empty text",
          null);
    }
    return scalar.getValue();
  }

  private static int line(@Nullable Node node) {
    return node == null ? 1 : node.getStartMark().getLine() + 1;
  }

  private UserMistakeException mistake(int line, String what, @Nullable Exception cause) {
    return new UserMistakeException("--config: " + file + ", line " + line + ": " + what, cause);
  }
}

package io.vectorstream.mapping;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The rules that there are. */
final class Rules {

  private Rules() {}

  /** What a JSON Pointer leads to. */
  record At(JsonPointer path) implements Rule {
    @Override
    public @Nullable Found find(JsonNode root) {
      JsonNode value = root.at(path);
      return Found.isNothing(value) ? null : new Found(value, places());
    }

    @Override
    public String places() {
      return path.toString().isEmpty() ? "the whole value" : path.toString();
    }
  }

  /** The first value that is there. */
  record First(List<Rule> rules) implements Rule {
    @Override
    public @Nullable Found find(JsonNode root) throws UnmappableException {
      for (Rule rule : rules) {
        Found found = rule.find(root);
        if (found != null) {
          return found;
        }
      }
      return null;
    }

    /** Where null stands before the first value that is there, if it does anywhere. */
    @Nullable String nullBeforeFirst(JsonNode root) throws UnmappableException {
      String isNull = null;
      for (Rule rule : rules) {
        if (rule.find(root) != null) {
          return isNull;
        }
        if (isNull == null && rule instanceof At at && root.at(at.path()).isNull()) {
          isNull = at.places();
        }
      }
      return null;
    }

    @Override
    public String places() {
      return placesOf(rules);
    }
  }

  /** Always the same value. */
  record Constant(JsonNode value) implements Rule {
    @Override
    public Found find(JsonNode root) {
      return new Found(value, "the constant");
    }

    @Override
    public String places() {
      return "a constant";
    }
  }

  /** The texts that are there, one behind the other. */
  record Join(List<Rule> rules, String separator) implements Rule {
    @Override
    public @Nullable Found find(JsonNode root) throws UnmappableException {
      List<String> texts = new ArrayList<>();
      for (Rule rule : rules) {
        Found found = rule.find(root);
        if (found != null && found.value().isArray()) {
          for (JsonNode item : found.value()) {
            if (!Found.isNothing(item)) {
              texts.add(new Found(item, "an item of " + found.place()).text());
            }
          }
        } else if (found != null) {
          texts.add(found.text());
        }
      }
      return texts.isEmpty()
          ? null
          : new Found(TextNode.valueOf(String.join(separator, texts)), places());
    }

    @Override
    public String places() {
      return placesOf(rules);
    }
  }

  /** A text in lower case, whatever the language of the machine. */
  record Lower(Rule rule) implements Rule {
    @Override
    public @Nullable Found find(JsonNode root) throws UnmappableException {
      Found found = rule.find(root);
      return found == null
          ? null
          : new Found(TextNode.valueOf(found.text().toLowerCase(Locale.ROOT)), found.place());
    }

    @Override
    public String places() {
      return rule.places();
    }
  }

  /** A text by a table; one that is not in it stays, and one that stands for none is dropped. */
  record Translated(Rule rule, Map<String, Optional<String>> table) implements Rule {
    @Override
    public @Nullable Found find(JsonNode root) throws UnmappableException {
      Found found = rule.find(root);
      if (found == null) {
        return null;
      }
      Optional<String> other = table.get(found.text());
      if (other == null) {
        return found;
      }
      return other.map(text -> new Found(TextNode.valueOf(text), found.place())).orElse(null);
    }

    @Override
    public String places() {
      return rule.places();
    }
  }

  /**
   * 32 hexadecimal digits that stand for several values: the first half of the SHA-256 of their
   * JSON. Which of them are missing counts as well.
   */
  record Hash(List<Rule> rules) implements Rule {
    @Override
    public @Nullable Found find(JsonNode root) throws UnmappableException {
      Hasher hasher = Hashing.sha256().newHasher();
      boolean any = false;
      for (Rule rule : rules) {
        Found found = rule.find(root);
        any |= found != null;
        byte[] json =
            found == null ? new byte[0] : found.value().toString().getBytes(StandardCharsets.UTF_8);
        hasher.putInt(json.length).putBytes(json);
      }
      return any
          ? new Found(TextNode.valueOf(hasher.hash().toString().substring(0, 32)), places())
          : null;
    }

    @Override
    public String places() {
      return placesOf(rules);
    }
  }

  /** What is in the first object of a list in which some fields have the values that are wanted. */
  record InList(JsonPointer list, Map<JsonPointer, String> wanted, Rule rule) implements Rule {
    @Override
    public @Nullable Found find(JsonNode root) throws UnmappableException {
      JsonNode items = root.at(list);
      if (Found.isNothing(items)) {
        return null;
      }
      if (!items.isArray()) {
        throw new Found(items, list.toString()).unfit("a list");
      }
      for (JsonNode item : items) {
        Found found = isWanted(item) ? rule.find(item) : null;
        if (found != null) {
          return new Found(found.value(), list + "/…" + found.place());
        }
      }
      return null;
    }

    private boolean isWanted(JsonNode item) {
      return wanted.entrySet().stream()
          .allMatch(field -> item.at(field.getKey()).asText().equals(field.getValue()));
    }

    @Override
    public String places() {
      return list + "/…" + rule.places();
    }
  }

  /** The values in all objects of a list. */
  record Every(JsonPointer list, Rule rule) implements Rule {
    @Override
    public @Nullable Found find(JsonNode root) throws UnmappableException {
      JsonNode items = root.at(list);
      if (Found.isNothing(items)) {
        return null;
      }
      if (!items.isArray()) {
        throw new Found(items, list.toString()).unfit("a list");
      }
      ArrayNode values = JsonNodeFactory.instance.arrayNode();
      for (JsonNode item : items) {
        Found found = rule.find(item);
        if (found != null) {
          values.add(found.value());
        }
      }
      return values.isEmpty() ? null : new Found(values, places());
    }

    @Override
    public String places() {
      return list + "/…" + rule.places();
    }
  }

  private static String placesOf(List<Rule> rules) {
    return rules.stream().map(Rule::places).distinct().collect(Collectors.joining(", "));
  }
}

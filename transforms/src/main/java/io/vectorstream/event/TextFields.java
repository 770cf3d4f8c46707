package io.vectorstream.event;

import static com.google.common.base.Preconditions.checkArgument;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.base.Splitter;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.jspecify.annotations.Nullable;

/**
 * Which fields of an event make up the text that is embedded.
 *
 * <p>The values of the fields are joined by a space, in the order the fields are named; numbers
 * count as their text. Where there is an array, on the way or at its end, all of its elements count
 * in their order. An event whose fields hold no text is embedded by its {@code search_query}, if it
 * has one.
 */
public final class TextFields implements SerializableFunction<CommerceEvent, String> {

  private static final long serialVersionUID = 1L;

  /** The product's name, description and category. */
  public static final String DEFAULT = "product.name,product.description,product.category";

  private static final List<String> SEARCH_QUERY = List.of("search_query");

  private final ArrayList<ArrayList<String>> paths;

  private TextFields(ArrayList<ArrayList<String>> paths) {
    this.paths = paths;
  }

  /**
   * Reads a list of fields.
   *
   * @param fields names separated by commas, dots leading into objects and arrays of them, such as
   *     {@link #DEFAULT} or {@code items.item_name}
   * @throws IllegalArgumentException if there are none, or a name is empty
   */
  public static TextFields parse(String fields) {
    ArrayList<ArrayList<String>> paths = new ArrayList<>();
    for (String field : Splitter.on(',').trimResults().split(fields)) {
      List<String> path = Splitter.on('.').splitToList(field);
      checkArgument(
          path.stream().noneMatch(String::isBlank),
          "text fields are names separated by commas, such as %s; this is \"%s\"",
          DEFAULT,
          fields);
      paths.add(new ArrayList<>(path));
    }
    return new TextFields(paths);
  }

  /**
   * The text of an event, without white space at its ends.
   *
   * @throws IllegalArgumentException if it has none
   */
  @Override
  public String apply(CommerceEvent event) {
    return event.text(this);
  }

  /** The same, of the event's tree. */
  String textOf(JsonNode json) {
    StringJoiner text = new StringJoiner(" ");
    for (List<String> path : paths) {
      append(json, path, 0, text);
    }
    if (text.length() == 0) {
      append(json, SEARCH_QUERY, 0, text);
    }
    checkArgument(text.length() > 0, "none of %s holds any text", this);
    return text.toString();
  }

  /** Adds the texts that the path, from one of its names on, leads to. */
  private static void append(JsonNode value, List<String> path, int next, StringJoiner text) {
    if (value.isArray()) {
      value.forEach(element -> append(element, path, next, text));
    } else if (next < path.size()) {
      append(value.path(path.get(next)), path, next + 1, text);
    } else if (value.isTextual() || value.isNumber()) {
      String stripped = value.asText().strip();
      if (!stripped.isEmpty()) {
        text.add(stripped);
      }
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TextFields fields && fields.paths.equals(paths);
  }

  @Override
  public int hashCode() {
    return paths.hashCode();
  }

  @Override
  public String toString() {
    return String.join(",", paths.stream().map(path -> String.join(".", path)).toList());
  }
}

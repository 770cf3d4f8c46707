package io.vectorstream.mapping;

import com.fasterxml.jackson.core.JsonPointer;
import io.vectorstream.value.ValueFormat;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a mapping's file. */
final class MappingReader {

  private static final List<String> NAMES =
      List.of(
          "when", "valueFormat", "zone", "locale", "fields", "items", "key", "text", "keepSource");

  private static final List<String> OF_ITEMS = List.of("path", "key", "fields");

  private MappingReader() {}

  /** What the file says. */
  static MappingParts read(YamlValue yaml) {
    Map<String, YamlValue> top = yaml.fields(NAMES);
    ZoneId zone = top.containsKey("zone") ? FieldReader.zone(top.get("zone")) : null;
    Locale locale = top.containsKey("locale") ? FieldReader.locale(top.get("locale")) : null;
    FieldReader reader = new FieldReader(zone, locale);
    YamlValue fields = top.get("fields");
    if (fields == null) {
      throw yaml.mistake("fields is missing, which says where the fields of an event are");
    }
    List<Field> read = reader.read(fields);
    for (String required : MappingParts.REQUIRED) {
      if (read.stream().noneMatch(field -> field.fullName().equals(required))) {
        throw fields.mistake(required + " is missing, which every event has");
      }
    }
    boolean keepsSource = !top.containsKey("keepSource") || top.get("keepSource").bool();
    return new MappingParts(
        conditions(top.get("when")),
        read,
        items(top.get("items"), reader),
        keyEventId(top.get("key"), reader),
        text(top.get("text"), keepsSource),
        valueFormat(top.get("valueFormat")),
        keepsSource,
        yaml.canonical());
  }

  private static List<Condition> conditions(@Nullable YamlValue yaml) {
    List<Condition> conditions = new ArrayList<>();
    if (yaml == null) {
      return conditions;
    }
    for (YamlValue item : yaml.listOrOne()) {
      if (item.isScalar()) {
        conditions.add(new Condition(RuleReader.path(item), Set.of()));
      } else {
        item.fields()
            .forEach(
                (path, texts) -> {
                  if (!path.startsWith("/")) {
                    throw item.mistake("a path begins with a slash, this is \"" + path + "\"");
                  }
                  conditions.add(new Condition(JsonPointer.compile(path), wanted(texts)));
                });
      }
    }
    return conditions;
  }

  private static Set<String> wanted(YamlValue texts) {
    Set<String> wanted = new HashSet<>();
    for (YamlValue text : texts.listOrOne()) {
      if (text.text().isBlank()) {
        throw text.mistake("a blank text counts as absent, none can be wanted");
      }
      wanted.add(text.text());
    }
    return wanted;
  }

  private static @Nullable Items items(@Nullable YamlValue yaml, FieldReader reader) {
    if (yaml == null) {
      return null;
    }
    Map<String, YamlValue> parts = yaml.fields(OF_ITEMS);
    if (!parts.containsKey("path")) {
      throw yaml.mistake("path is missing, which says where the list of items is");
    }
    List<Field> fields =
        parts.containsKey("fields") ? reader.read(parts.get("fields")) : List.<Field>of();
    if (fields.stream().anyMatch(field -> field.fullName().equals("event_id"))) {
      throw parts
          .get("fields")
          .mistake("event_id is the record's, not an item's: what tells items apart is their key");
    }
    return new Items(
        RuleReader.read(parts.get("path"), Set.of()),
        parts.containsKey("key") ? RuleReader.read(parts.get("key"), Set.of()) : null,
        fields);
  }

  private static @Nullable Field keyEventId(@Nullable YamlValue yaml, FieldReader reader) {
    if (yaml == null) {
      return null;
    }
    yaml.fields(List.of("event_id"));
    List<Field> fields = reader.read(yaml);
    if (fields.isEmpty()) {
      throw yaml.mistake("event_id is wanted here, the id that a record's key names");
    }
    return fields.get(0);
  }

  private static @Nullable String valueFormat(@Nullable YamlValue yaml) {
    if (yaml == null) {
      return null;
    }
    try {
      ValueFormat.wordsOf(yaml.text());
    } catch (IllegalArgumentException e) {
      throw yaml.mistake(e.getMessage());
    }
    return yaml.text();
  }

  private static @Nullable String text(@Nullable YamlValue yaml, boolean keepsSource) {
    if (yaml == null) {
      return null;
    }
    List<String> names = new ArrayList<>();
    for (YamlValue name : yaml.listOrOne()) {
      String text = name.text().strip();
      if (!text.matches("[^\\s,./][^,/]*") || text.contains("..") || text.endsWith(".")) {
        throw name.mistake(
            "a field of the event is wanted, such as product.name or source.title, this is \""
                + text
                + "\"");
      }
      if (text.startsWith(Mapping.SOURCE + '.') && !keepsSource) {
        throw name.mistake(text + " is not kept: keepSource is false");
      }
      names.add(text);
    }
    return String.join(",", names);
  }
}

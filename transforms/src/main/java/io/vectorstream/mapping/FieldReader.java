package io.vectorstream.mapping;

import io.vectorstream.value.ValueWords;
import java.text.DecimalFormatSymbols;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.IllformedLocaleException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the fields that a mapping gives an event. */
final class FieldReader {

  private static final String PRODUCT = "product";
  private static final Set<String> BESIDES = Set.of("format", "zone", "locale");
  private static final ValueType NUMBER = NumberType.plain();

  /** The fields that an event may be given; those of the product may have other names as well. */
  private static final Map<String, ValueType> TYPES = new LinkedHashMap<>();

  static {
    TYPES.put("event_id", PlainType.ID);
    TYPES.put("timestamp", TimeType.of("iso", null));
    TYPES.put("event_type", PlainType.TEXT);
    TYPES.put("user_id", PlainType.ID);
    TYPES.put("session_id", PlainType.ID);
    TYPES.put("search_query", PlainType.TEXT);
    TYPES.put("payment_method", PlainType.TEXT);
    TYPES.put("quantity", NUMBER);
    TYPES.put("total_amount", NUMBER);
    TYPES.put("view_duration", NUMBER);
    TYPES.put("product.id", PlainType.ID);
    TYPES.put("product.name", PlainType.TEXT);
    TYPES.put("product.description", PlainType.TEXT);
    TYPES.put("product.category", PlainType.TEXT);
    TYPES.put("product.price", NUMBER);
  }

  private final @Nullable ZoneId zone;
  private final @Nullable Locale locale;

  /**
   * Reads fields.
   *
   * @param zone of times that name none; null if each has to name one
   * @param locale in which numbers are written; null for programs'
   */
  FieldReader(@Nullable ZoneId zone, @Nullable Locale locale) {
    this.zone = zone;
    this.locale = locale;
  }

  /** Reads fields by their names, those of the product below its name or with a dot. */
  List<Field> read(YamlValue yaml) {
    Map<String, Field> fields = new LinkedHashMap<>();
    yaml.fields()
        .forEach(
            (name, value) -> {
              if (name.equals(PRODUCT)) {
                value.fields().forEach((part, rule) -> add(PRODUCT + '.' + part, rule, fields));
              } else {
                add(name, value, fields);
              }
            });
    return List.copyOf(fields.values());
  }

  private void add(String name, YamlValue yaml, Map<String, Field> fields) {
    if (!TYPES.containsKey(name) && !name.matches("product\\.[^.]+")) {
      throw yaml.mistake(YamlValue.unknown(name, TYPES.keySet()));
    }
    if (fields.containsKey(name)) {
      throw yaml.mistake(name + " is given twice");
    }
    Rule rule = RuleReader.read(yaml, BESIDES);
    ValueType type = type(name, yaml);
    if (rule instanceof Rules.Constant constant && type.convert(constant.value()) == null) {
      throw yaml.mistake(
          "the constant is "
              + ValueWords.kind(constant.value())
              + ", "
              + type.wanted()
              + " is wanted for "
              + name);
    }
    fields.put(name, Field.of(name, rule, type));
  }

  private ValueType type(String name, YamlValue yaml) {
    ValueType type = TYPES.getOrDefault(name, PlainType.ANY);
    Map<String, YamlValue> settings = yaml.isObject() ? yaml.fields() : Map.<String, YamlValue>of();
    if (type instanceof TimeType) {
      refuse(name, settings, "locale", "numbers");
      return time(settings);
    }
    refuse(name, settings, "format", "times");
    refuse(name, settings, "zone", "times");
    if (!(type instanceof NumberType)) {
      refuse(name, settings, "locale", "numbers");
      return type;
    }
    Locale own = settings.containsKey("locale") ? locale(settings.get("locale")) : locale;
    return own == null ? type : NumberType.of(own);
  }

  private ValueType time(Map<String, YamlValue> settings) {
    ZoneId own = settings.containsKey("zone") ? zone(settings.get("zone")) : zone;
    YamlValue format = settings.get("format");
    if (format == null) {
      return TimeType.of("iso", own);
    }
    try {
      return TimeType.of(format.text(), own);
    } catch (IllegalArgumentException e) {
      throw format.mistake(e.getMessage());
    }
  }

  private static void refuse(
      String name, Map<String, YamlValue> settings, String setting, String kind) {
    if (settings.containsKey(setting)) {
      throw settings.get(setting).mistake(setting + " is for " + kind + ", " + name + " is none");
    }
  }

  /** A zone of the time-zone database, or an offset. */
  static ZoneId zone(YamlValue yaml) {
    try {
      return ZoneId.of(yaml.text());
    } catch (DateTimeException e) {
      throw yaml.mistake(
          "zone has to be such as Europe/Berlin or +03:00, it is \"" + yaml.text() + "\"");
    }
  }

  /** A language that Java knows how to write numbers in. */
  static Locale locale(YamlValue yaml) {
    try {
      Locale locale = new Locale.Builder().setLanguageTag(yaml.text()).build();
      if (List.of(DecimalFormatSymbols.getAvailableLocales()).contains(locale)
          && !locale.getLanguage().isEmpty()) {
        return locale;
      }
    } catch (IllformedLocaleException e) {
      throw unknownLocale(yaml);
    }
    throw unknownLocale(yaml);
  }

  private static IllegalArgumentException unknownLocale(YamlValue yaml) {
    return yaml.mistake("locale has to be such as de or pt-BR, it is \"" + yaml.text() + "\"");
  }
}

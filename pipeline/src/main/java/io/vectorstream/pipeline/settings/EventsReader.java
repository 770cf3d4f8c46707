package io.vectorstream.pipeline.settings;

import io.vectorstream.event.EventReader;
import io.vectorstream.event.MappedEvents;
import io.vectorstream.event.TextFields;
import io.vectorstream.event.UnwrappedEvents;
import io.vectorstream.mapping.Mapping;
import io.vectorstream.mapping.MappingFiles;
import io.vectorstream.pipeline.UserMistakeException;
import io.vectorstream.pipeline.options.MappingOptions;
import io.vectorstream.value.RegistryAddress;
import io.vectorstream.value.ValueFormat;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads how records become events, and what of an event is its text. */
public final class EventsReader {

  private final List<Mapping> mappings;
  private final @Nullable RegistryAddress registry;
  private final ValueFormat format;

  EventsReader(MappingOptions options) {
    this(
        options.getMapping(),
        options.getValueFormat(),
        options.getSchemaRegistry(),
        options.getSchemaRegistryUserInfoFile());
  }

  /**
   * Reads the options of these names.
   *
   * @throws UserMistakeException if one of them makes no sense
   */
  public EventsReader(
      @Nullable String mapping,
      String valueFormat,
      @Nullable String schemaRegistry,
      @Nullable String schemaRegistryUserInfoFile) {
    mappings =
        mapping == null
            ? List.of()
            : OptionValues.named(
                "mapping", () -> MappingFiles.read(OptionValues.notBlank("mapping", mapping)));
    registry = registry(schemaRegistry, schemaRegistryUserInfoFile);
    format = OptionValues.named("valueFormat", () -> ValueFormat.parse(valueFormat, registry));
  }

  private static @Nullable RegistryAddress registry(
      @Nullable String url, @Nullable String userInfoFile) {
    if (url == null) {
      if (userInfoFile != null) {
        throw new UserMistakeException(
            "--schemaRegistryUserInfoFile is for a schema registry, name it by --schemaRegistry");
      }
      return null;
    }
    try {
      return OptionValues.named("schemaRegistry", () -> RegistryAddress.of(url, userInfoFile));
    } catch (UncheckedIOException e) {
      throw new UserMistakeException("--schemaRegistryUserInfoFile: " + e.getMessage(), e);
    }
  }

  /** How records become events. */
  public EventReader events() {
    if (mappings.isEmpty()) {
      return format.isPlain() ? EventReader.ofJson() : new UnwrappedEvents(format);
    }
    return MappedEvents.of(
        mappings.stream()
            .map(mapping -> new MappedEvents.Form(mapping, formatOf(mapping)))
            .toList());
  }

  /** A mapping that says in what its values are wrapped knows better. */
  private ValueFormat formatOf(Mapping mapping) {
    String own = mapping.valueFormat();
    return own == null
        ? format
        : OptionValues.named(
            "mapping",
            () -> {
              try {
                return ValueFormat.parse(own, registry);
              } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(mapping.name() + ": " + e.getMessage(), e);
              }
            });
  }

  /**
   * What of an event is its text: as its mapping says, or else the option.
   *
   * @throws UserMistakeException if the option makes no sense, or both say something
   */
  public TextFields textFields(String option) {
    String mapped = mappings.isEmpty() ? null : mappings.get(0).textFields();
    if (mapped == null) {
      return OptionValues.named("textFields", () -> TextFields.parse(option));
    }
    if (!option.equals(TextFields.DEFAULT)) {
      throw new UserMistakeException(
          "--textFields is given, and so is text in " + mappings.get(0).name() + ": choose one");
    }
    return OptionValues.named("mapping", () -> TextFields.parse(mapped));
  }
}

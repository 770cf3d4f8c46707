package io.vectorstream.pipeline.settings;

import io.vectorstream.event.EventReader;
import io.vectorstream.event.MappedEvents;
import io.vectorstream.event.TextFields;
import io.vectorstream.event.UnwrappedEvents;
import io.vectorstream.mapping.Mapping;
import io.vectorstream.mapping.MappingFiles;
import io.vectorstream.pipeline.UserMistakeException;
import io.vectorstream.pipeline.options.EmbeddingOptions;
import io.vectorstream.pipeline.options.MappingOptions;
import io.vectorstream.value.ValueFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads how records become events, and what of an event is its text. */
final class EventsReader {

  private final List<Mapping> mappings;
  private final @Nullable String registry;
  private final ValueFormat format;

  /**
   * Reads the mappings.
   *
   * @throws UserMistakeException if one of them makes no sense
   */
  EventsReader(MappingOptions options) {
    mappings =
        options.getMapping() == null
            ? List.of()
            : OptionValues.named(
                "mapping",
                () -> MappingFiles.read(OptionValues.notBlank("mapping", options.getMapping())));
    registry =
        options.getSchemaRegistry() == null
            ? null
            : OptionValues.named(
                "schemaRegistry", () -> ValueFormat.checkRegistry(options.getSchemaRegistry()));
    format =
        OptionValues.named(
            "valueFormat", () -> ValueFormat.parse(options.getValueFormat(), registry));
  }

  EventReader events() {
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

  TextFields textFields(EmbeddingOptions options) {
    String mapped = mappings.isEmpty() ? null : mappings.get(0).textFields();
    if (mapped == null) {
      return OptionValues.named("textFields", () -> TextFields.parse(options.getTextFields()));
    }
    if (!options.getTextFields().equals(TextFields.DEFAULT)) {
      throw new UserMistakeException(
          "--textFields is given, and so is text in " + mappings.get(0).name() + ": choose one");
    }
    return OptionValues.named("mapping", () -> TextFields.parse(mapped));
  }
}

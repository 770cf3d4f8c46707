package io.vectorstream.pipeline.settings;

import io.vectorstream.event.EventReader;
import io.vectorstream.event.MappedEvents;
import io.vectorstream.event.TextFields;
import io.vectorstream.mapping.Mapping;
import io.vectorstream.mapping.MappingFiles;
import io.vectorstream.pipeline.UserMistakeException;
import io.vectorstream.pipeline.options.EmbeddingOptions;
import io.vectorstream.pipeline.options.MappingOptions;
import java.util.List;

/** Reads how records become events, and what of an event is its text. */
final class EventsReader {

  private final List<Mapping> mappings;

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
  }

  EventReader events() {
    return mappings.isEmpty() ? EventReader.ofJson() : MappedEvents.of(mappings);
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

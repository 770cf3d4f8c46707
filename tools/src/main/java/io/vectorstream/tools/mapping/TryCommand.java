package io.vectorstream.tools.mapping;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vectorstream.event.CommerceEvent;
import io.vectorstream.event.EventReader;
import io.vectorstream.event.TextFields;
import io.vectorstream.event.UnreadableEventException;
import io.vectorstream.mapping.Mapping;
import io.vectorstream.pipeline.UserMistakeException;
import io.vectorstream.pipeline.settings.EventsReader;
import io.vectorstream.source.SourceRecord;
import io.vectorstream.tools.command.MappingFlags;
import io.vectorstream.tools.command.Printable;
import io.vectorstream.tools.command.ToolCommand;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Shows what the pipeline would make of values. */
@Command(
    name = "try",
    description = {
      "Reads values from standard input, one a line, and prints for each the event in canonical"
          + " names and the text that would be embedded, or why it would be a dead letter.",
      "Exit code: 0 if all are events, 1 if some are not, 2 if the mapping is wrong."
    })
final class TryCommand extends ToolCommand {

  private static final int DEAD_LETTERS = 1;

  @ParentCommand private MappingCommand parent;

  @Mixin private MappingFlags mapping;

  @Option(
      names = "--textFields",
      defaultValue = TextFields.DEFAULT,
      paramLabel = "FIELDS",
      description = "The fields whose text is embedded, unless the mapping says so.")
  private String textFields;

  private long events;
  private long letters;

  @Override
  public Integer call() {
    EventsReader options = mapping.reader();
    EventReader reader = options.events();
    TextFields text = options.textFields(textFields);
    SampleLines lines = parent.samples();
    for (byte[] line = lines.next(); line != null; line = lines.next()) {
      show(lines.number(), lines.record(line), reader, text);
    }
    out().printf(Locale.ROOT, "%,d events, %,d dead letters%n", events, letters);
    return letters == 0 ? CommandLine.ExitCode.OK : DEAD_LETTERS;
  }

  private void show(int number, SourceRecord record, EventReader reader, TextFields text) {
    try {
      List<CommerceEvent> all = CommerceEvent.parse(record, reader);
      if (all.isEmpty()) {
        out()
            .printf(
                Locale.ROOT, "%d deletes %s%n", number, Printable.line(reader.deletedBy(record)));
        return;
      }
      // First the texts of all: without one of them, the whole record is a dead letter.
      List<String> texts = all.stream().map(text::apply).toList();
      for (int i = 0; i < all.size(); i++) {
        show(number, all.get(i), texts.get(i));
      }
    } catch (UnreadableEventException | IllegalArgumentException e) {
      refuse(number, e.getMessage());
    } catch (UncheckedIOException e) {
      throw new UserMistakeException("--schemaRegistry: " + e.getMessage(), e);
    }
  }

  private void show(int number, CommerceEvent event, String text) {
    events++;
    ObjectNode json = event.json().deepCopy();
    json.remove(Mapping.SOURCE);
    out().printf(Locale.ROOT, "%d %s%n", number, Printable.line(json.toString()));
    out().printf("  text: %s%n", Printable.line(text));
  }

  private void refuse(int number, String reason) {
    letters++;
    out().printf(Locale.ROOT, "%d dead letter: %s%n", number, Printable.line(reason));
  }
}

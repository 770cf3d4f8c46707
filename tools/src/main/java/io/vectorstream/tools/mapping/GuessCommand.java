package io.vectorstream.tools.mapping;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vectorstream.event.EventReader;
import io.vectorstream.event.UnreadableEventException;
import io.vectorstream.mapping.Mapping;
import io.vectorstream.mapping.MappingFiles;
import io.vectorstream.pipeline.UserMistakeException;
import io.vectorstream.pipeline.settings.EventsReader;
import io.vectorstream.source.SourceRecord;
import io.vectorstream.tools.command.ToolCommand;
import io.vectorstream.value.JsonValue;
import io.vectorstream.value.UnreadableValueException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** Writes a first mapping for values. */
@Command(
    name = "guess",
    description = {
      "Looks at values from standard input, JSON objects, one a line, a thousand at most, and prints"
          + " a first mapping for them with comments. Look it over, and try it.",
    })
final class GuessCommand extends ToolCommand {

  private static final int MOST = 1_000;

  @ParentCommand private MappingCommand parent;

  @Override
  public Integer call() {
    List<ObjectNode> samples = new ArrayList<>();
    List<SourceRecord> records = new ArrayList<>();
    SampleLines lines = parent.samples();
    for (byte[] line = lines.next(); line != null && samples.size() < MOST; line = lines.next()) {
      try {
        samples.add(JsonValue.read(line));
        records.add(lines.record(line));
      } catch (UnreadableValueException e) {
        throw new UserMistakeException("Line " + lines.number() + ": " + e.getMessage(), e);
      }
    }
    if (samples.isEmpty()) {
      throw new UserMistakeException("There are no samples on standard input");
    }
    Optional<Mapping> known = builtin(records);
    if (known.isPresent()) {
      out()
          .printf(
              "# --mapping=%s is for values of this form. It is this, to be changed:%n%s",
              known.get().name(), known.get().yaml());
    } else {
      out().print(new MappingGuess(samples).yaml());
    }
    return CommandLine.ExitCode.OK;
  }

  /** A mapping that comes along and makes events of all of them. */
  private static Optional<Mapping> builtin(List<SourceRecord> records) {
    return MappingFiles.builtin().stream()
        .map(name -> "builtin:" + name)
        .filter(name -> readsAll(name, records))
        .map(name -> MappingFiles.read(name).get(0))
        .findFirst();
  }

  private static boolean readsAll(String mapping, List<SourceRecord> records) {
    EventReader reader = new EventsReader(mapping, "json", null, null).events();
    try {
      for (SourceRecord record : records) {
        reader.read(record);
      }
      return true;
    } catch (UnreadableEventException e) {
      return false;
    }
  }
}

package io.vectorstream.tools.reconcile;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vectorstream.pipeline.UserMistakeException;
import io.vectorstream.tools.command.Printable;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The missing records as JSON, one a line: all of them in a file, or the first hundred for the
 * reader of a screen.
 */
final class MissingList implements AutoCloseable {

  static final int SHOWN = 100;

  private static final JsonMapper JSON = new JsonMapper();

  private final @Nullable Path file;
  private final @Nullable BufferedWriter writer;
  private final List<String> shown = new ArrayList<>();
  private long count;

  private MissingList(@Nullable Path file, @Nullable BufferedWriter writer) {
    this.file = file;
    this.writer = writer;
  }

  /**
   * Begins a list.
   *
   * @param file where to; replaced if it exists. Null for the screen
   * @throws UserMistakeException if it cannot be written
   */
  static MissingList open(@Nullable Path file) {
    try {
      return new MissingList(file, file == null ? null : Files.newBufferedWriter(file));
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  void add(CheckedRecord record) {
    count++;
    if (writer != null) {
      try {
        writer.write(line(record));
        writer.newLine();
      } catch (IOException e) {
        throw unwritable(file, e);
      }
    } else if (shown.size() < SHOWN) {
      shown.add(Printable.line(line(record)));
    }
  }

  /** Says what is missing, or which file does. */
  void print(PrintWriter out) {
    if (file != null) {
      out.printf(Locale.ROOT, "The %,d missing are listed in %s%n", count, file);
      return;
    }
    shown.forEach(out::println);
    if (count > shown.size()) {
      out.printf(
          Locale.ROOT, "and %,d more: --missing=FILE lists them all%n", count - shown.size());
    }
  }

  private static String line(CheckedRecord record) {
    ObjectNode line =
        JSON.createObjectNode()
            .put("partition", record.record().partition())
            .put("offset", record.record().offset())
            .put("kind", record.kind().name().toLowerCase(Locale.ROOT));
    if (record.eventId() != null) {
      line.put("event_id", record.eventId());
    }
    return line.toString();
  }

  private static UserMistakeException unwritable(@Nullable Path file, IOException e) {
    return new UserMistakeException("--missing: " + file + " cannot be written: " + e, e);
  }

  @Override
  public void close() {
    if (writer != null) {
      try {
        writer.close();
      } catch (IOException e) {
        throw unwritable(file, e);
      }
    }
  }
}

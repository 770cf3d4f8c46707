package io.vectorstream.tools.mapping;

import io.vectorstream.pipeline.UserMistakeException;
import io.vectorstream.source.SourceRecord;
import io.vectorstream.value.ValueLimits;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values, one a line, as bytes. Empty lines are left out. */
final class SampleLines {

  private final InputStream in;
  private int number;

  SampleLines(InputStream in) {
    this.in = new BufferedInputStream(in);
  }

  /** The next line, or null behind the last. Of one that is too long, the beginning and a bit. */
  byte @Nullable [] next() {
    try {
      while (true) {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int read = in.read();
        if (read < 0) {
          return null;
        }
        number++;
        for (; read >= 0 && read != '\n'; read = in.read()) {
          if (line.size() <= ValueLimits.BYTES) {
            line.write(read);
          }
        }
        byte[] bytes = line.toByteArray();
        if (bytes.length > 0 && !(bytes.length == 1 && bytes[0] == '\r')) {
          return bytes;
        }
      }
    } catch (IOException e) {
      throw new UserMistakeException("The samples cannot be read: " + e.getMessage(), e);
    }
  }

  /** The record whose value that line would be. */
  SourceRecord record(byte[] line) {
    return SourceRecord.of(
        "standard input", 0, number, System.currentTimeMillis(), List.of(), new byte[0], line);
  }

  /** The number of that line, from 1. */
  int number() {
    return number;
  }
}

package io.vectorstream.tools.generate;

import io.vectorstream.local.generator.EventSink;
import io.vectorstream.local.generator.GeneratedEvent;
import io.vectorstream.local.generator.MalformedKind;
import io.vectorstream.pipeline.UserMistakeException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Writes each value, byte for byte, and a line feed to a file. Keys are not written. Values that do
 * not fit on a line are refused: see {@link MalformedKind#fitsOnALine}. What goes wrong is told as
 * a {@link UserMistakeException}.
 */
final class FileSink implements EventSink {

  private final Path file;
  private final OutputStream out;

  private FileSink(Path file, OutputStream out) {
    this.file = file;
    this.out = out;
  }

  /**
   * Opens a file, replacing what it held.
   *
   * @throws UserMistakeException if it cannot be written
   */
  static FileSink create(Path file) {
    try {
      return new FileSink(file, new BufferedOutputStream(Files.newOutputStream(file), 1 << 16));
    } catch (NoSuchFileException e) {
      throw failure(file, "its folder does not exist", e);
    } catch (IOException e) {
      throw failure(file, reason(e), e);
    }
  }

  @Override
  public void send(GeneratedEvent event) {
    byte[] value = event.value();
    if (value == null || value.length == 0) {
      throw new IllegalArgumentException(event.malformedKind() + " does not fit on a line");
    }
    attempt(
        () -> {
          out.write(value);
          out.write('\n');
        });
  }

  @Override
  public void flush() {
    attempt(out::flush);
  }

  @Override
  public void close() {
    attempt(out::close);
  }

  private interface Attempt {
    void make() throws IOException;
  }

  private void attempt(Attempt attempt) {
    try {
      attempt.make();
    } catch (IOException e) {
      throw failure(file, reason(e), e);
    }
  }

  private static UserMistakeException failure(Path file, String reason, IOException cause) {
    return new UserMistakeException("--toFile: cannot write " + file + ": " + reason, cause);
  }

  /** The message of a file system's exception is often just the path, its class says the rest. */
  private static String reason(IOException e) {
    String message = e.getMessage();
    String type = e.getClass().getSimpleName();
    return e.getClass() == IOException.class && message != null ? message : type;
  }
}

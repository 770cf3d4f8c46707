package io.vectorstream.pipeline.settings;

import io.vectorstream.pipeline.UserMistakeException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** The lines of a file of values. Blank ones are left out. */
public final class DemoLines {

  private DemoLines() {}

  /**
   * How many there are.
   *
   * @throws UserMistakeException if there is none, or the file cannot be read, as a pipe cannot be
   *     that will be read again
   */
  static int count(Path file) {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new UserMistakeException(
          "--demoFile has to be a file that can be read twice, not a pipe or a folder, it is "
              + file);
    }
    int[] count = {0};
    forEach(file, line -> count[0]++);
    if (count[0] == 0) {
      throw new UserMistakeException("--demoFile: " + file + " has no lines");
    }
    return count[0];
  }

  /**
   * Passes each of them on.
   *
   * @throws UserMistakeException if the file cannot be read as text in UTF-8
   */
  public static void forEach(Path file, Consumer<byte[]> visitor) {
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isBlank()) {
          visitor.accept(line.getBytes(StandardCharsets.UTF_8));
        }
      }
    } catch (NoSuchFileException e) {
      throw new UserMistakeException("--demoFile: there is no file " + file, e);
    } catch (IOException e) {
      throw new UserMistakeException("--demoFile: " + file + " cannot be read: " + e, e);
    }
  }
}

package io.vectorstream.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The JVM flags of the README's first command, for processes that are to run in the same way. */
public final class JvmFlags {

  /** The system property that names the file. */
  private static final String FILE = "vectorstream.jvm.config";

  private JvmFlags() {}

  /**
   * Reads them.
   *
   * @throws IllegalStateException if the system property is missing
   * @throws IOException if the file that it names cannot be read
   */
  public static List<String> read() throws IOException {
    String file = System.getProperty(FILE);
    if (file == null) {
      throw new IllegalStateException("-D" + FILE + " has to name the project's .mvn/jvm.config");
    }
    return Files.readAllLines(Path.of(file)).stream().filter(line -> !line.isBlank()).toList();
  }
}

package io.vectorstream.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The flags that the README's first command runs with, so that the same is killed. */
public final class JvmFlags {

  /** The system property that names the file. */
  private static final String FILE = "vectorstream.jvm.config";

  private JvmFlags() {}

  /**
   * Reads them.
   *
   * @throws IOException if the file that the system property names cannot be read
   */
  public static List<String> read() throws IOException {
    String file = System.getProperty(FILE);
    if (file == null) {
      throw new ChaosException("-D" + FILE + " has to name the project's .mvn/jvm.config");
    }
    return Files.readAllLines(Path.of(file)).stream().filter(line -> !line.isBlank()).toList();
  }
}

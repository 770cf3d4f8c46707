package io.vectorstream.embedding.builtin;

import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A list of the files below a folder and their CRC-32C, kept in the folder. A folder whose list is
 * missing or does not match must not be used.
 *
 * <p>This guards against errors of the disk, not against attackers: whoever can write here can
 * write the list too. CRC-32C is an instruction of the processor; SHA-256 takes a second for a
 * model where the JVM runs with its quick compiler alone.
 */
final class Checksums {

  static final String FILE = "CHECKSUMS";

  private Checksums() {}

  /** Lists every file below the folder. */
  static void write(Path folder) throws IOException {
    StringBuilder list = new StringBuilder();
    for (Path file : files(folder)) {
      list.append(crc32c(file)).append("  ").append(folder.relativize(file)).append('\n');
    }
    Files.writeString(folder.resolve(FILE), list);
  }

  /** Whether every listed file is there and unchanged. */
  static boolean match(Path folder) throws IOException {
    try {
      List<String> lines = Files.readAllLines(folder.resolve(FILE));
      for (String line : lines) {
        String[] hashAndName = line.split("  ", 2);
        if (hashAndName.length != 2
            || !crc32c(folder.resolve(hashAndName[1])).equals(hashAndName[0])) {
          return false;
        }
      }
      return !lines.isEmpty();
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private static String crc32c(Path file) throws IOException {
    return MoreFiles.asByteSource(file).hash(Hashing.crc32c()).toString();
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }
}

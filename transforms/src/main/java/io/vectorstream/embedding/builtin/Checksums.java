package io.vectorstream.embedding.builtin;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * A list of a folder's files and their SHA-256, kept in the folder in the format of {@code
 * sha256sum -c}. A folder whose list is missing or disagrees is not to be used.
 */
final class Checksums {

  static final String FILE = "SHA256SUMS";

  private Checksums() {}

  /** Lists every file of the folder. */
  static void write(Path folder) throws IOException {
    StringBuilder list = new StringBuilder();
    for (Path file : files(folder)) {
      list.append(sha256(file)).append("  ").append(file.getFileName()).append('\n');
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
            || !sha256(folder.resolve(hashAndName[1])).equals(hashAndName[0])) {
          return false;
        }
      }
      return !lines.isEmpty();
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  static String sha256(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return sha256(in, OutputStream.nullOutputStream());
    }
  }

  /** Copies a stream and says what went through. */
  static String sha256(InputStream in, OutputStream out) throws IOException {
    MessageDigest digest = newDigest();
    byte[] chunk = new byte[1 << 16];
    DigestInputStream digesting = new DigestInputStream(in, digest);
    for (int length = digesting.read(chunk); length >= 0; length = digesting.read(chunk)) {
      out.write(chunk, 0, length);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }
}

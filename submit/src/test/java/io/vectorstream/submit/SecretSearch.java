package io.vectorstream.submit;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Looks for a text where none of it should be: files, pages, and what is known of processes. */
final class SecretSearch {

  private static final int PIECE = 1 << 20;

  private final String secret;

  SecretSearch(String secret) {
    this.secret = secret;
  }

  /** The files of a folder that hold it, also with a byte of zero behind each letter. */
  List<Path> files(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> paths = Files.walk(folder)) {
      files = paths.filter(Files::isRegularFile).toList();
    }
    List<Path> found = new ArrayList<>();
    for (Path file : files) {
      if (holds(file)) {
        found.add(file);
      }
    }
    return found;
  }

  /** The addresses of the pages that hold it. */
  List<String> pages(Map<String, String> pages) {
    return pages.entrySet().stream()
        .filter(page -> page.getValue().contains(secret))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The files under {@code /proc} that hold it: environments and command lines. */
  List<Path> processes(List<ProcessHandle> processes) throws IOException {
    List<Path> found = new ArrayList<>();
    for (ProcessHandle process : processes) {
      for (String name : List.of("environ", "cmdline")) {
        Path file = Path.of("/proc", Long.toString(process.pid()), name);
        try {
          if (holds(file)) {
            found.add(file);
          }
        } catch (FileSystemException e) {
          // A process that has ended, and that nobody has asked for its exit code yet.
          if (!"No such process".equals(e.getReason())) {
            throw e;
          }
        }
      }
    }
    return found;
  }

  private boolean holds(Path file) throws IOException {
    String wide = String.join("\0", secret.split(""));
    try (InputStream input = new BufferedInputStream(Files.newInputStream(file))) {
      String before = "";
      byte[] piece = input.readNBytes(PIECE);
      while (piece.length > 0) {
        String text = before + new String(piece, StandardCharsets.ISO_8859_1);
        if (text.contains(secret) || text.contains(wide)) {
          return true;
        }
        // It may lie across the border of two pieces.
        before = text.substring(Math.max(0, text.length() - wide.length()));
        piece = input.readNBytes(PIECE);
      }
      return false;
    } catch (NoSuchFileException e) {
      // It was a temporary one, or its process has ended.
      return false;
    }
  }
}

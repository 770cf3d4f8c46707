package io.vectorstream.embedding.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Model folders and archives whose files are there, though nothing could run them. */
final class TestModels {

  private TestModels() {}

  /** Writes what every model has: its file and its tokenizer. */
  static void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("mine.pt"), "weights");
    Files.writeString(folder.resolve("tokenizer.json"), "{}");
  }

  /** The same as a zip, below a path such as {@code ""} or {@code "mine/"}. */
  static void zip(Path archive, String path) throws IOException {
    Map<String, String> entries = new LinkedHashMap<>();
    entries.put(path + "mine.pt", "weights");
    entries.put(path + "tokenizer.json", "{}");
    entries.put(path + "1_Pooling/config.json", "{\"pooling_mode_cls_token\": true}");
    zip(archive, entries);
  }

  static void zip(Path archive, Map<String, String> entries) throws IOException {
    try (OutputStream out = Files.newOutputStream(archive);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, String> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue().getBytes(UTF_8));
      }
    }
  }
}

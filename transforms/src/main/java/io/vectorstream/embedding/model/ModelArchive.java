package io.vectorstream.embedding.model;

import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import io.vectorstream.embedding.builtin.PreparedFolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** A model folder as a zip. */
final class ModelArchive {

  static final String ENDING = ".zip";

  /** Hexadecimal digits that tell archives apart. */
  private static final int KEY_LENGTH = 12;

  private ModelArchive() {}

  /** The folder with an archive's content, unpacked into the cache the first time. */
  static Path unpacked(Path archive, Path cache) throws IOException {
    String key = MoreFiles.asByteSource(archive).hash(Hashing.sha256()).toString();
    String name = cacheName(archive.getFileName().toString(), key);
    return inner(new PreparedFolder(cache, name, folder -> unpack(archive, folder)).get());
  }

  /** A name in the cache: the archive's own, and a hash that tells it from others of that name. */
  static String cacheName(String archive, String key) {
    String stem = archive.endsWith(ENDING) ? archive.substring(0, archive.length() - 4) : archive;
    return stem + '-' + key.substring(0, KEY_LENGTH);
  }

  /** Writes an archive's files below a folder, and nowhere else. */
  static void unpack(Path archive, Path folder) throws IOException {
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        Path target = folder.resolve(entry.getName()).normalize();
        if (!target.startsWith(folder)) {
          throw new IOException("the zip has an entry that leads out of it, " + entry.getName());
        }
        if (entry.isDirectory()) {
          Files.createDirectories(target);
          continue;
        }
        Files.createDirectories(target.getParent());
        try (InputStream in = zip.getInputStream(entry)) {
          Files.copy(in, target);
        }
      }
    } catch (ZipException e) {
      throw new IOException("it is not a zip (" + e.getMessage() + ")", e);
    }
  }

  /** The only folder in a folder without files, as archives often have it; or else the folder. */
  static Path inner(Path folder) throws IOException {
    try (Stream<Path> paths = Files.list(folder)) {
      List<Path> content = paths.filter(ModelArchive::isContent).toList();
      return content.size() == 1 && Files.isDirectory(content.get(0)) ? content.get(0) : folder;
    }
  }

  private static boolean isContent(Path path) {
    String name = path.getFileName().toString();
    return !name.equals(PreparedFolder.CHECKSUMS)
        && !name.startsWith(".")
        && !name.equals("__MACOSX");
  }
}

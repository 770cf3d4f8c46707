package io.vectorstream.embedding.model;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Models in the file system: {@code file:/path} of a folder, a zip or a model file. */
final class FileAddress {

  private static final String SCHEME = "file:";

  private FileAddress() {}

  static Path locate(String address, Path cache) throws IOException {
    Path path = path(address);
    if (!path.isAbsolute()) {
      throw new IOException("the path has to be absolute, since workers have folders of their own");
    }
    if (Files.isDirectory(path)) {
      return path;
    }
    if (!Files.exists(path)) {
      throw new IOException("there is no file or folder " + path);
    }
    String name = path.getFileName().toString();
    if (ModelEngine.ofFile(name) != null) {
      return path;
    }
    if (!name.endsWith(ModelArchive.ENDING)) {
      throw new IOException(path + " is no folder, and neither a .zip nor a .pt or .onnx file");
    }
    return ModelArchive.unpacked(path, cache);
  }

  /** What is not a valid URL, for example because of spaces, is taken for a path. */
  private static Path path(String address) throws IOException {
    try {
      return Path.of(URI.create(address));
    } catch (IllegalArgumentException e) {
      return plainPath(address.substring(SCHEME.length()));
    }
  }

  private static Path plainPath(String path) throws IOException {
    try {
      return Path.of(path);
    } catch (InvalidPathException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}

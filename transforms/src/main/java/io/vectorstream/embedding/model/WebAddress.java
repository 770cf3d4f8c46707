package io.vectorstream.embedding.model;

import com.google.common.hash.Hashing;
import io.vectorstream.embedding.builtin.PreparedFolder;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Models on the web: {@code https://…} of a zip. It is downloaded once; another version needs
 * another address.
 */
final class WebAddress {

  private WebAddress() {}

  static Path locate(String address, Path cache) throws IOException {
    URI uri = uri(address);
    String path = uri.getPath();
    String key = Hashing.sha256().hashString(address, StandardCharsets.UTF_8).toString();
    String name = ModelArchive.cacheName(path.substring(path.lastIndexOf('/') + 1), key);
    return ModelArchive.inner(new PreparedFolder(cache, name, folder -> fetch(uri, folder)).get());
  }

  private static void fetch(URI uri, Path folder) throws IOException {
    Path archive = folder.resolve("download" + ModelArchive.ENDING);
    Download.of(uri, archive);
    ModelArchive.unpack(archive, folder);
    Files.delete(archive);
  }

  private static URI uri(String address) throws IOException {
    URI uri;
    try {
      uri = URI.create(address);
    } catch (IllegalArgumentException e) {
      throw new IOException("the address is no URL (" + e.getMessage() + ")", e);
    }
    if (uri.getHost() == null || uri.getPath().isEmpty()) {
      throw new IOException("the address names no host or no file there");
    }
    if (uri.getUserInfo() != null) {
      throw new IOException("the address must not hold a password, since addresses are shown");
    }
    return uri;
  }
}

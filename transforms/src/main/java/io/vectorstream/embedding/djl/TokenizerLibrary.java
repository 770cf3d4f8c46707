package io.vectorstream.embedding.djl;

import ai.djl.util.Platform;
import ai.djl.util.Utils;
import com.google.common.base.Strings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The tokenizer's native library in DJL's cache.
 *
 * <p>A process that sees a graphics card keeps it in a folder of the card's kind, within the folder
 * where one that sees none looks for its own. DJL takes that folder for complete as soon as it is
 * there, so without the card, hidden or broken, the same user could not load the library any more.
 */
final class TokenizerLibrary {

  private static final String NAME = "tokenizers";

  private TokenizerLibrary() {}

  /** Puts the library where this process looks, if it sees no card and it is missing there. */
  static void complete() throws IOException {
    complete(Utils.getEngineCacheDir(NAME));
  }

  /**
   * The same in a cache of its own.
   *
   * @param cache DJL's folder for this library
   */
  static void complete(Path cache) throws IOException {
    Platform platform = Platform.detectPlatform(NAME);
    String place = platform.getClassifier() + "/cpu/";
    Path folder = cache.resolve(platform.getVersion() + "-cpu-" + platform.getClassifier());
    Path library = folder.resolve(System.mapLibraryName(NAME));
    boolean withCard = !Strings.isNullOrEmpty(platform.getCudaArch());
    if (withCard || !Files.isDirectory(folder) || Files.exists(library)) {
      return;
    }
    String resource = "/native/lib/" + place + library.getFileName();
    try (InputStream packed = Platform.class.getResourceAsStream(resource)) {
      if (packed != null) {
        Path part = Files.createTempFile(folder, NAME, ".part");
        Files.copy(packed, part, StandardCopyOption.REPLACE_EXISTING);
        Files.move(part, library, StandardCopyOption.ATOMIC_MOVE);
      }
    }
  }
}

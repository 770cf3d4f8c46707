package io.vectorstream.pipeline.serving;

import com.google.common.io.Resources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The version that the build has written down. */
final class Version {

  static final String CURRENT = read();

  private Version() {}

  private static String read() {
    try {
      return Resources.toString(
              Resources.getResource(Version.class, "version.txt"), StandardCharsets.UTF_8)
          .strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

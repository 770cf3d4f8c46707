package io.vectorstream.pipeline.settings;

import io.vectorstream.pipeline.UserMistakeException;
import io.vectorstream.pipeline.options.ServeOptions;
import io.vectorstream.serve.AccessToken;
import io.vectorstream.serve.ServeSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads where a run is served. */
final class ServeReader {

  private static final int PORT_MAX = 65_535;

  /** Fewer characters could be tried one after the other. */
  private static final int TOKEN_MIN = 16;

  private ServeReader() {}

  static Optional<ServeSettings> read(ServeOptions options) {
    int port = OptionValues.between("httpPort", 0, PORT_MAX, options.getHttpPort());
    ServeSettings settings =
        new ServeSettings(
            OptionValues.notBlank("httpHost", options.getHttpHost()),
            port,
            OptionValues.millis("unhealthyAfter", 1, options.getUnhealthyAfter()),
            options.getKeepOpen(),
            OptionValues.path("httpTokenFile", options.getHttpTokenFile()).map(ServeReader::token));
    if (options.getNoHttp() && options.getKeepOpen()) {
      throw new UserMistakeException(
          "--keepOpen and --noHttp are both given: there would be nothing to keep open");
    }
    return options.getNoHttp() ? Optional.empty() : Optional.of(settings);
  }

  private static AccessToken token(Path file) {
    String text;
    try {
      text = Files.readString(file).strip();
    } catch (IOException e) {
      throw new UserMistakeException(
          "--httpTokenFile: the token cannot be read from the file " + file, e);
    }
    if (text.length() < TOKEN_MIN) {
      throw new UserMistakeException(
          "--httpTokenFile: the token has to be at least "
              + TOKEN_MIN
              + " characters long, it has "
              + text.length());
    }
    if (!text.chars().allMatch(character -> character > ' ' && character <= '~')) {
      throw new UserMistakeException(
          "--httpTokenFile: the token has to be one word of ASCII characters");
    }
    return new AccessToken(text);
  }
}

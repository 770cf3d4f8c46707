package io.vectorstream.value;

import com.google.common.base.CharMatcher;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a schema registry is, and which file holds the user and the password that it wants. They
 * are read where the registry is asked, and travel nowhere.
 *
 * @param url without a slash at its end
 * @param userInfoFile null if the registry wants no user
 */
public record RegistryAddress(String url, @Nullable String userInfoFile) implements Serializable {

  /**
   * Checks an address, and reads the file once to see that it can be read.
   *
   * @param userInfoFile the name of a file with one line, {@code user:password}; or null
   * @throws IllegalArgumentException if it cannot be the address of a schema registry
   * @throws UncheckedIOException if the file does not hold what it has to; the message says why
   */
  public static RegistryAddress of(String url, @Nullable String userInfoFile) {
    try {
      URI uri = new URI(url);
      if (uri.getHost() != null
          && List.of("http", "https").contains(uri.getScheme())
          && uri.getUserInfo() == null
          && uri.getQuery() == null
          && uri.getFragment() == null) {
        RegistryAddress address =
            new RegistryAddress(
                url.endsWith("/") ? url.substring(0, url.length() - 1) : url, userInfoFile);
        Optional<String> unused = address.authorization();
        return address;
      }
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(notAnAddress(url), e);
    }
    throw new IllegalArgumentException(notAnAddress(url));
  }

  private static String notAnAddress(String url) {
    return "a schema registry's address has to look like http://registry:8081, without a user or a"
        + " query, it is \""
        + url
        + "\"";
  }

  /** The header that says who asks. */
  Optional<String> authorization() {
    if (userInfoFile == null) {
      return Optional.empty();
    }
    String content;
    try {
      content = Files.readString(Path.of(userInfoFile)).strip();
    } catch (IOException | InvalidPathException e) {
      throw unreadable("cannot be read", e);
    }
    if (content.indexOf(':') < 1 || CharMatcher.javaIsoControl().matchesAnyOf(content)) {
      throw unreadable("has to hold one line, user:password", null);
    }
    return Optional.of(
        "Basic " + Base64.getEncoder().encodeToString(content.getBytes(StandardCharsets.UTF_8)));
  }

  private UncheckedIOException unreadable(String reason, @Nullable Exception cause) {
    String message = "the file " + userInfoFile + " " + reason;
    return new UncheckedIOException(message, new IOException(message, cause));
  }

  /** What is wrong if the registry refuses who asks. */
  String refusal() {
    return userInfoFile == null
        ? "the schema registry at "
            + url
            + " wants a user and a password, which --schemaRegistryUserInfoFile=FILE names"
        : "the schema registry at "
            + url
            + " refuses the user or the password in the file "
            + userInfoFile;
  }
}

package io.vectorstream.qdrant.collection;

import io.vectorstream.qdrant.connection.QdrantException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a server can do by the version it says it is. */
final class ServerVersion {

  private static final Pattern MAJOR_MINOR = Pattern.compile("(\\d+)\\.(\\d+)\\..*");

  private ServerVersion() {}

  /**
   * Checks that a server heeds the condition of an update. An older one would not notice it, and
   * replace every point.
   *
   * @param version as the server gives it; one that is no such version passes
   * @throws QdrantException if the server is too old
   */
  static void checkConditionalUpdates(String url, String version) {
    if (isBefore(version, 16)) {
      throw tooOld(url, version, "let the newest version of a point win", "1.16.0");
    }
  }

  /** Whether a server keeps a sparse vector's modifier; an older one would drop it unnoticed. */
  static boolean keepsModifiers(String version) {
    return !isBefore(version, 10);
  }

  /** Whether it is before version 1 with that minor number. */
  private static boolean isBefore(String version, int wantedMinor) {
    Matcher numbers = MAJOR_MINOR.matcher(version);
    if (!numbers.matches()) {
      return false;
    }
    int major = Integer.parseInt(numbers.group(1));
    int minor = Integer.parseInt(numbers.group(2));
    return major < 1 || (major == 1 && minor < wantedMinor);
  }

  /** Says that a server cannot create a vector name in a collection that exists. */
  static QdrantException lacksVectorNames(String url, String version) {
    return tooOld(url, version, "add a vector to a collection that exists", "1.18.0");
  }

  private static QdrantException tooOld(String url, String version, String what, String since) {
    return new QdrantException(
        String.format(
            "Qdrant at %s is version %s: it cannot %s, as Qdrant can from %s on",
            url, version, what, since));
  }
}

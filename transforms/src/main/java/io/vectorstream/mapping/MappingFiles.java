package io.vectorstream.mapping;

import com.google.common.base.Splitter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** Finds mappings: those that come with VectorStream by their names, others in files. */
public final class MappingFiles {

  private static final String BUILTIN = "builtin:";
  private static final List<String> NAMES =
      List.of(
          "rees46",
          "retailrocket",
          "ga4",
          "segment",
          "snowplow",
          "shopify",
          "woocommerce",
          "debezium",
          "cloudevents");

  private MappingFiles() {}

  /** The names behind {@code builtin:}. */
  public static List<String> builtin() {
    return NAMES;
  }

  /**
   * Reads mappings.
   *
   * @param addresses {@code builtin:NAME} or a file's name, or several separated by commas
   * @throws IllegalArgumentException if one cannot be read, they contradict each other, or one that
   *     is for every form hides another one
   */
  public static List<Mapping> read(String addresses) {
    List<String> all = Splitter.on(',').trimResults().splitToList(addresses);
    if (all.contains("")) {
      throw new IllegalArgumentException("a file or builtin:NAME is wanted between commas");
    }
    List<Mapping> mappings =
        all.stream().map(address -> Mapping.parse(address, text(address))).toList();
    checkTogether(mappings);
    return mappings;
  }

  private static void checkTogether(List<Mapping> mappings) {
    Mapping before = mappings.get(0);
    for (Mapping mapping : mappings.subList(1, mappings.size())) {
      if (before.isForAll()) {
        throw new IllegalArgumentException(
            before.name()
                + " has no when, so that it is for every value, and hides "
                + mapping.name());
      }
      if (!Objects.equals(mapping.textFields(), before.textFields())) {
        throw new IllegalArgumentException(
            before.name()
                + " and "
                + mapping.name()
                + " have different text: the events of a collection are embedded in one way");
      }
      before = mapping;
    }
  }

  private static String text(String address) {
    if (address.startsWith(BUILTIN)) {
      return builtin(address.substring(BUILTIN.length()));
    }
    try {
      return Files.readString(Path.of(address));
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException("there is no file " + address, e);
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(address + " is no text in UTF-8", e);
    } catch (IOException | InvalidPathException e) {
      throw new IllegalArgumentException(address + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static String builtin(String name) {
    if (!NAMES.contains(name)) {
      throw new IllegalArgumentException(
          "there is no builtin:" + name + ", there are " + String.join(", ", NAMES));
    }
    try (InputStream in = MappingFiles.class.getResourceAsStream("builtin/" + name + ".yaml")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "builtin:" + name + " cannot be read: " + e.getMessage(), e);
    }
  }
}

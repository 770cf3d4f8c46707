package io.vectorstream.local.generator;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * The words that product texts of one language are made of.
 *
 * @param locale the language's tag, for capital letters: Turkish has two kinds of i
 * @param names templates for a name; {@code {brand} {variant} {type} {finish}} are replaced
 * @param descriptions templates for a description; {@code {does} {feature} {use}} are replaced
 */
record Vocabulary(
    Locale locale,
    List<String> brands,
    List<String> names,
    List<String> descriptions,
    List<Category> categories) {

  /** A category with what its products have in common. */
  record Category(
      String name,
      List<String> variants,
      List<String> finishes,
      List<String> features,
      List<String> uses,
      List<ProductType> types) {}

  /**
   * A type of product.
   *
   * @param does what such a product does, without a subject
   * @param prices the lowest and the highest price
   */
  record ProductType(String name, String does, List<Integer> prices) {}

  static final Vocabulary ENGLISH = read("vocabulary-en.json");
  static final Vocabulary TURKISH = read("vocabulary-tr.json");

  private static Vocabulary read(String resource) {
    try (InputStream in = Vocabulary.class.getResourceAsStream(resource)) {
      return new ObjectMapper().readValue(Objects.requireNonNull(in, resource), Vocabulary.class);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the vocabulary " + resource, e);
    }
  }
}

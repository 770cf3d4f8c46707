package io.vectorstream.benchmarks.search;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vectorstream.benchmarks.search.Product.Language;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Questions that are answered by what products are, not by their words. */
final class Questions {

  /**
   * A question as the file has it. A product of its language answers it that is in one of the
   * categories, or whose name or description holds one of the tags: the catalogue's own words for a
   * type of product, a feature or a use.
   */
  record Question(String text, Set<String> categories, Set<String> tags) {

    boolean answeredBy(Product product) {
      return categories.contains(product.category()) || tags.stream().anyMatch(product::holds);
    }
  }

  private Questions() {}

  /** The questions in a language, judged by all products. */
  static List<Judged> read(List<Product> products, Language language) {
    return read(language).stream().map(question -> judge(question, products, language)).toList();
  }

  private static Judged judge(Question question, List<Product> products, Language language) {
    Set<String> relevant =
        products.stream()
            .filter(product -> product.language() == language)
            .filter(question::answeredBy)
            .map(Product::id)
            .collect(Collectors.toSet());
    if (relevant.isEmpty()) {
      throw new IllegalStateException("No product answers the question " + question.text());
    }
    return new Judged(question.text(), relevant);
  }

  private static List<Question> read(Language language) {
    String resource = "questions-" + language.locale.getLanguage() + ".json";
    try (InputStream in = Questions.class.getResourceAsStream(resource)) {
      return List.of(
          new ObjectMapper().readValue(Objects.requireNonNull(in, resource), Question[].class));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the questions " + resource, e);
    }
  }
}

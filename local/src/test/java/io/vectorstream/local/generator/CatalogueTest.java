package io.vectorstream.local.generator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CatalogueTest {

  private static final long SEED = 7;

  @Test
  void tenThousandProductsHaveTenThousandTexts() {
    List<CatalogueProduct> products = Catalogue.create(10_000, SEED).products();

    assertThat(products).hasSize(10_000);
    assertThat(products).map(p -> p.name() + "|" + p.description()).doesNotHaveDuplicates();
    assertThat(products).map(CatalogueProduct::id).doesNotHaveDuplicates();
  }

  @Test
  void noTemplateIsLeftUnfilled() {
    assertThat(Catalogue.create(10_000, SEED).products())
        .allSatisfy(
            product ->
                assertThat(product.name() + product.description() + product.category())
                    .doesNotContain("{", "}", "  "));
  }

  @Test
  void theSeedDecidesTheCatalogue() {
    assertThat(Catalogue.create(100, SEED).products())
        .isEqualTo(Catalogue.create(100, SEED).products());
    assertThat(Catalogue.create(100, SEED).products())
        .isNotEqualTo(Catalogue.create(100, SEED + 1).products());
  }

  @Test
  void aLargerCatalogueBeginsWithTheSmallerOne() {
    assertThat(Catalogue.create(1_000, SEED).products().subList(0, 10))
        .isEqualTo(Catalogue.create(10, SEED).products());
  }

  @Test
  void everyThirdProductIsTurkish() {
    List<CatalogueProduct> products = Catalogue.create(1_000, SEED).products();
    List<String> turkish =
        Vocabulary.TURKISH.categories().stream().map(Vocabulary.Category::name).toList();

    assertThat(IntStream.range(0, 1_000))
        .allSatisfy(
            i ->
                assertThat(turkish.contains(products.get(i).category()))
                    .as(products.get(i).toString())
                    .isEqualTo(i % 3 == 2));
  }

  @Test
  void turkishSentencesStartWithTurkishCapitals() {
    String descriptions =
        Catalogue.create(10_000, SEED).products().stream()
            .map(CatalogueProduct::description)
            .collect(Collectors.joining("\n"));

    assertThat(descriptions).contains("İki dakikada kızartır").doesNotContain("Iki dakikada");
  }

  @Test
  void textsHaveTheLengthOfRealProductTexts() {
    List<CatalogueProduct> products = Catalogue.create(10_000, SEED).products();

    assertThat(averageWords(products, false)).isBetween(18.0, 24.0);
    assertThat(averageWords(products, true)).isBetween(9.0, 12.0);
  }

  @Test
  void queriesAreFewAndInBothLanguages() {
    List<String> queries = Catalogue.create(1_000, SEED).queries();

    assertThat(queries).hasSize(60).doesNotHaveDuplicates();
    assertThat(queries).contains("kitchen", "mutfak");
    assertThat(queries).allSatisfy(q -> assertThat(q).isEqualTo(q.toLowerCase(Locale.ROOT)));
    assertThat(Catalogue.create(10, SEED).queries()).hasSize(10);
    assertThat(Catalogue.create(1, SEED).queries()).hasSize(1);
  }

  @Test
  void pricesHaveTwoDecimalsAndArePositive() {
    assertThat(Catalogue.create(1_000, SEED).products())
        .allSatisfy(
            product -> {
              assertThat(product.price().scale()).isEqualTo(2);
              assertThat(product.price()).isPositive();
            });
  }

  private static double averageWords(List<CatalogueProduct> products, boolean turkish) {
    return IntStream.range(0, products.size())
        .filter(i -> (i % 3 == 2) == turkish)
        .mapToObj(products::get)
        .mapToInt(p -> (p.name() + " " + p.description() + " " + p.category()).split(" ").length)
        .average()
        .orElseThrow();
  }
}

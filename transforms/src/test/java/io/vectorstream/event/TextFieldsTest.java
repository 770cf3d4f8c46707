package io.vectorstream.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TextFieldsTest {

  private static final CommerceEvent EVENT =
      Records.parse(
          """
          {"event_id": "e", "timestamp": "2026-01-31T09:30:00Z", "search_query": " mug ",
           "product": {"name": " Çay ", "description": "", "category": "Mutfak", "price": 9.5},
           "tags": ["hot", ["new"], 7], "flag": true}""");

  @Test
  void joinsTheProductsTexts() {
    assertThat(TextFields.parse(TextFields.DEFAULT).apply(EVENT)).isEqualTo("Çay Mutfak");
  }

  @Test
  void takesAnyFieldNumbersAndLists() {
    assertThat(TextFields.parse("tags, product.price,product.name,flag,none.at.all").apply(EVENT))
        .isEqualTo("hot new 7 9.5 Çay");
  }

  @Test
  void reachesIntoListsOfObjects() {
    CommerceEvent order =
        Records.parse(
            """
            {"event_id": "e", "timestamp": "2026-01-31T09:30:00Z",
             "items": [{"item_name": "Mug", "labels": [{"text": "hot"}, {"text": ["new", 7]}]},
                       {"item_id": 5}, "gift", null, 3,
                       [{"item_name": "Teapot"}, [{"item_name": "Kettle"}]],
                       {"item_name": {"tr": "Bardak"}}, {"item_name": "Cup"}]}""");

    assertThat(TextFields.parse("items.item_name").apply(order)).isEqualTo("Mug Teapot Kettle Cup");
    assertThat(TextFields.parse("items.labels.text,items.item_id").apply(order))
        .isEqualTo("hot new 7 5");
    assertThat(TextFields.parse("items").apply(order)).isEqualTo("gift 3");
    assertThat(TextFields.parse("items.item_name.tr,items.0.item_name").apply(order))
        .isEqualTo("Bardak");
  }

  @Test
  void anEventWithoutTextIsEmbeddedByItsQuery() {
    assertThat(TextFields.parse("product.brand").apply(EVENT)).isEqualTo("mug");
  }

  @Test
  void refusesAnEventWithoutAnyText() {
    CommerceEvent silent =
        Records.parse(
            """
            {"event_id": "e", "timestamp": "2026-01-31T09:30:00Z",
             "search_query": "  ", "product": {"name": "\\t", "price": null}}""");

    assertThatThrownBy(() -> TextFields.parse("product.name,product.price").apply(silent))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("none of product.name,product.price holds any text");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a,,b", "product.", ".name", "a,"})
  void saysHowFieldsAreNamed(String fields) {
    assertThatThrownBy(() -> TextFields.parse(fields))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("names separated by commas")
        .hasMessageContaining("\"" + fields + "\"");
  }
}

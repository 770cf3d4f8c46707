package io.vectorstream.local.qdrant.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vectorstream.local.qdrant.payload.PayloadPath.Step;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadPathTest {

  @Test
  void keysIndexesAndQuotes() {
    PayloadPath path = PayloadPath.parse("größe_1[3][].b-c.\"d.e [f]\"");
    assertThat(path.firstKey()).isEqualTo("größe_1");
    assertThat(path.steps())
        .containsExactly(
            new Step("", 3), Step.EVERY_ELEMENT, Step.intoKey("b-c"), Step.intoKey("d.e [f]"));
  }

  @Test
  void quotedKeyMayBeEmpty() {
    assertThat(PayloadPath.parse("\"\"").firstKey()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".a",
        "a..b",
        "a b",
        "a[",
        "a[-1]",
        "a[b]",
        "[]",
        "\"a",
        "\"a\\\"b\"",
        "a\"b\""
      })
  void noPaths(String text) {
    assertThatThrownBy(() -> PayloadPath.parse(text)).hasMessageContaining("json path");
  }
}

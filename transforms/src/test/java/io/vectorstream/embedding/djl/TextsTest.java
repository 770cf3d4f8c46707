package io.vectorstream.embedding.djl;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextsTest {

  @Test
  void keepsEveryWholeCharacter() {
    String text = "Çanta 👜 ﷺ \0 \n çay";

    assertThat(Texts.wellFormed(text)).isSameAs(text);
  }

  @Test
  void replacesHalvesOfSurrogatePairs() {
    assertThat(Texts.wellFormed("a\uD83Db")).isEqualTo("a\uFFFDb");
    assertThat(Texts.wellFormed("\uDC5C\uD83D")).isEqualTo("\uFFFD\uFFFD");
    assertThat(Texts.wellFormed("👜\uD83D👜")).isEqualTo("👜\uFFFD👜");
  }

  @Test
  void cutsBehindTheWordsAskedFor() {
    assertThat(Texts.firstWords("one two three four", 3)).isEqualTo("one two three");
    assertThat(Texts.firstWords("one\ttwo\r\nthree\nfour", 3)).isEqualTo("one\ttwo\r\nthree");
    assertThat(Texts.firstWords("one two three", 3)).isEqualTo("one two three");
  }

  @Test
  void countsOnlyWordsThatSurelyHaveAToken() {
    assertThat(Texts.firstWords("\u0300 \u0001 one \u200B  two three", 2))
        .isEqualTo("\u0300 \u0001 one \u200B  two");
    assertThat(Texts.firstWords("日本 語 の 文 字 は 別", 2)).isEqualTo("日本 語 の 文 字 は 別");
  }

  @Test
  void leavesShortTextsAlone() {
    String text = "a b c";

    assertThat(Texts.firstWords(text, 3)).isSameAs(text);
  }
}

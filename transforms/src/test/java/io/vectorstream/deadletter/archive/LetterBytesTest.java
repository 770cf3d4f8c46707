package io.vectorstream.deadletter.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vectorstream.deadletter.archive.LetterBytes.Shown;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LetterBytesTest {

  private static LetterBytes bytes(String text) {
    return LetterBytes.of(text.getBytes(UTF_8));
  }

  @Test
  void textIsShownAsText() {
    assertThat(bytes("kablosuz kulaklık 🎧").text()).contains("kablosuz kulaklık 🎧");
    assertThat(bytes("kulaklık").shown(8)).isEqualTo(new Shown("kulaklık", false, false));
    assertThat(bytes("kulaklık").shown(7)).isEqualTo(new Shown("kulaklı", false, true));
    assertThat(bytes("").shown(8)).isEqualTo(new Shown("", false, false));
  }

  @Test
  void noCharacterIsCutThrough() {
    assertThat(bytes("abc🎧").shown(4)).isEqualTo(new Shown("abc", false, true));
    byte[] text = "aı🎧".getBytes(UTF_8);
    assertThat(LetterBytes.beginningOf(text, 2).shown(9)).isEqualTo(new Shown("a", false, true));
    assertThat(LetterBytes.beginningOf(text, 6).shown(9)).isEqualTo(new Shown("aı", false, true));
    assertThat(LetterBytes.beginningOf(text, 7).shown(9))
        .isEqualTo(new Shown("aı🎧", false, false));
  }

  @Test
  void whatIsNoTextIsShownAsBase64() {
    LetterBytes image = LetterBytes.of(new byte[] {(byte) 0x89, 'P', 'N', 'G', 0});

    assertThat(image.text()).isEmpty();
    assertThat(image.shown(8)).isEqualTo(new Shown("iVBORwA=", true, false));
    assertThat(image.shown(7)).isEqualTo(new Shown("iVBO", true, true));
    assertThat(LetterBytes.beginningOf(image.bytes(), 3).shown(8))
        .isEqualTo(new Shown("iVBO", true, true));
  }

  /** Half a character, an overlong slash, a surrogate, a byte that no text has. */
  @ParameterizedTest
  @ValueSource(strings = {"C4", "41C4", "C0AF", "EDA080", "FF", "F8888080"})
  void isStrictAboutUtf8(String hex) {
    byte[] broken = java.util.HexFormat.of().parseHex(hex);

    assertThat(LetterBytes.of(broken).text()).isEmpty();
    assertThat(LetterBytes.of(broken).shown(100).isBase64()).isTrue();
  }

  @Test
  void aBeginningIsNotTheWholeText() {
    assertThat(LetterBytes.beginningOf("abc".getBytes(UTF_8), 2).text()).isEmpty();
    assertThat(LetterBytes.beginningOf("abc".getBytes(UTF_8), 2).size()).isEqualTo(3);
    assertThat(LetterBytes.beginningOf("abc".getBytes(UTF_8), 0).shown(4))
        .isEqualTo(new Shown("", false, true));
  }
}

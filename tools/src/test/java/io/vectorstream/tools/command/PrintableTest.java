package io.vectorstream.tools.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PrintableTest {

  @Test
  void visibleTextOfAnyLanguageStays() {
    String text = "kablosuz kulaklık, 無線イヤホン, سماعات, 🎧 \"{}\\ é";

    assertThat(Printable.line(text)).isEqualTo(text);
  }

  @Test
  void whatMovesOrColoursIsEscaped() {
    assertThat(Printable.line("a\u001b[31mred\u0007\r\n\tb\u0000"))
        .isEqualTo("a\\u001b[31mred\\u0007\\u000d\\u000a\\u0009b\\u0000");
    assertThat(Printable.line("\u009b31m \u007f")).isEqualTo("\\u009b31m \\u007f");
  }

  @Test
  void whatHidesOrTurnsTextIsEscaped() {
    assertThat(Printable.line("\u202egpj.exe\u2066 \u200b \u2028 \ufeff \u00ad"))
        .isEqualTo("\\u202egpj.exe\\u2066 \\u200b \\u2028 \\ufeff \\u00ad");
    assertThat(Printable.line("\udb40\udc41 \ue000 \ud83d"))
        .as("a tag, private use, half a pair")
        .isEqualTo("\\udb40\\udc41 \\ue000 \\ud83d");
  }

  /** Every character there is: nothing but spaces and what can be seen comes through. */
  @Test
  void noControlCharacterComesThrough() {
    StringBuilder all = new StringBuilder();
    for (int character = 0; character <= Character.MAX_CODE_POINT; character++) {
      all.appendCodePoint(character);
    }

    assertThat(Printable.line(all.toString()).codePoints())
        .noneMatch(Character::isISOControl)
        .noneMatch(character -> Character.getType(character) == Character.FORMAT)
        .noneMatch(character -> Character.getType(character) == Character.LINE_SEPARATOR);
  }

  @Test
  void theLinesOfABlockAreIndented() {
    assertThat(Printable.block("{\n  \"a\": 1\r\n}\rreason  x", "    ").lines())
        .containsExactly("    {", "      \"a\": 1", "    }\\u000dreason  x");
    assertThat(Printable.block("", "    ")).isEqualTo("    ");
  }
}

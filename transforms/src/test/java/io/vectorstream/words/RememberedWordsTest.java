package io.vectorstream.words;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.beam.sdk.util.SerializableUtils;
import org.junit.jupiter.api.Test;

final class RememberedWordsTest {

  private static final String TEXT = "Kablosuz kulaklık, WH-1000XM5";

  @Test
  void makesTheWordsOfATextOnce() {
    RememberedWords words = RememberedWords.ofProcess(1);

    assertThat(words.of(TEXT)).isEqualTo(TextWords.ofText(TEXT)).isSameAs(words.of(copyOf(TEXT)));
    assertThat(words.of("Kulaklık")).isEqualTo(TextWords.ofText("Kulaklık"));
    assertThat(words.of("!?").size()).isZero();
  }

  @Test
  void theCopyOfAWorkerRemembersWhatItsProcessDoes() {
    RememberedWords words = RememberedWords.ofProcess(1);

    RememberedWords copy = SerializableUtils.clone(words);

    assertThat(copy.of(copyOf(TEXT))).isSameAs(words.of(TEXT));
  }

  @Test
  void forgetsWhereNothingIsToBeRemembered() {
    RememberedWords none = RememberedWords.ofProcess(0);

    assertThat(none.of(TEXT)).isNotSameAs(none.of(TEXT)).isEqualTo(none.of(TEXT));
    assertThatThrownBy(() -> RememberedWords.ofProcess(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("megabytes have to be at least 0, they are -1");
  }

  @Test
  void keepsToItsLimit() {
    RememberedWords words = RememberedWords.ofProcess(2);
    String first = "text 0 " + "a".repeat(100_000);
    Object known = words.of(first);

    for (int text = 1; text <= 100; text++) {
      words.of("text " + text + " " + "b".repeat(100_000));
    }

    assertThat(words.of(first)).isEqualTo(known).isNotSameAs(known);
  }

  private static String copyOf(String text) {
    return new String(text.toCharArray());
  }
}

package io.vectorstream.local.qdrant.payload;

import static org.assertj.core.api.Assertions.assertThat;

import io.qdrant.client.grpc.Collections.TextIndexParams;
import io.qdrant.client.grpc.Collections.TokenizerType;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class WordsTest {

  @Test
  void byDefaultWordsAreLowercaseLettersAndNumbers() {
    assertThat(cut(Words.byDefault(), "Größe 42, it's-new_ (日本)"))
        .containsExactly("42", "größe", "it", "new", "s", "日本");
  }

  @Test
  void whitespaceKeepsPunctuation() {
    Words words =
        Words.of(
            TextIndexParams.newBuilder()
                .setTokenizer(TokenizerType.Whitespace)
                .setLowercase(false)
                .build());
    assertThat(cut(words, "It's  NEW!")).containsExactly("It's", "NEW!");
  }

  @Test
  void lengthsAreBounded() {
    Words words =
        Words.of(
            TextIndexParams.newBuilder()
                .setTokenizer(TokenizerType.Word)
                .setMinTokenLen(2)
                .setMaxTokenLen(3)
                .build());
    assertThat(cut(words, "a bb ccc dddd")).containsExactly("bb", "ccc");
  }

  private static Set<String> cut(Words words, String text) {
    Set<String> found = new TreeSet<>();
    words.addTo(found, text);
    return found;
  }
}

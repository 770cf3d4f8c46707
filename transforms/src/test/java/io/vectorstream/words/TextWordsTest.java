package io.vectorstream.words;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectorstream.qdrant.point.SparseVector;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TextWordsTest {

  @ParameterizedTest
  @CsvSource({
    "kulaklik, KULAKLIK",
    "kulaklik, kulaklık",
    "KULAKLIK, kulaklık",
    "İPEK, ipek",
    "IPEK, ipek",
    "isik, IŞIK",
    "ışık, IŞIK",
    "canta, çanta",
    "gomlek, Gömlek",
    "yagmur, yağmur",
    "ütü, utu",
    "IRON, iron",
    "kulaklıklar, kulaklık",
    "kulaklığı, kulaklık",
    "headphones, headphone",
    "WH-1000XM5, wh1000xm5",
    "wh1000xm5, 1000 xm5",
    "WH-1000XM5, 1000 xm5",
    "T-shirt, tshirt",
    "Apple'ın, apple",
    "Apple’ın, APPLE",
    "Chef's, chef",
    "L'Oréal, loreal",
    "O’Neill, oneill",
    "PowerBank, power bank",
    "ｋulaklık, kulaklık",
  })
  void findsByOtherSpellings(String text, String query) {
    assertThat(score(text, query)).isPositive();
    assertThat(score(query, text)).isPositive();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   ", "!!! -- ...", "\u0000\u0007", "'"})
  void isEmptyWithoutWords(String text) {
    assertThat(TextWords.ofText(text).size()).isZero();
    assertThat(TextWords.ofQuery(text).size()).isZero();
  }

  private static double score(String text, String query) {
    SparseVector stored = TextWords.ofText(text);
    SparseVector asked = TextWords.ofQuery(query);
    Set<Integer> seen = new HashSet<>();
    double score = 0;
    for (int i = 0; i < stored.size(); i++) {
      assertThat(seen.add(stored.index(i))).isTrue();
      for (int j = 0; j < asked.size(); j++) {
        if (stored.index(i) == asked.index(j)) {
          score += stored.value(i) * asked.value(j);
        }
      }
    }
    return score;
  }
}

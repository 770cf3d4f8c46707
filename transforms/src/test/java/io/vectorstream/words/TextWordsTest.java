package io.vectorstream.words;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.hash.Hashing;
import io.vectorstream.qdrant.point.SparseVector;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TextWordsTest {

  private static final List<String> TEXTS =
      List.of(
          "Yıldız Pro Kablosuz Kulaklık Dış sesi keser, uzun yolculuklar için. Elektronik",
          "Norvik Steel Chef's Knife (Cream) Slices, chops and minces with a sharp blade. Kitchen",
          "SONY WH-1000XM5 kulaklık, IŞIK İPEK ütü Apple’ın L'Oréal T-shirt PowerBank 12 kg",
          "無線イヤホン 黒 سماعات لاسلكية אוזניות ไร้สาย 🎧🎧 naïve Straße",
          "a b c ? \u0000 \ud83c x\u0301 \u200f");

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
    "s\u0327al, şal",
    "i\u0307pek, İpek",
    "無線イヤホン, 無線",
    "イヤホン 黒, 黒",
    "لاسلكية, لاسلكية",
    "🎧, 🎧",
    "Straße, strasse",
  })
  void findsByOtherSpellings(String text, String query) {
    assertThat(score(text, query)).isPositive();
    assertThat(score(query, text)).isPositive();
  }

  @ParameterizedTest
  @CsvSource({
    "kulaklık, kulakluk", "kulaklık, kulklık", "kulaklık, kulaaklık", "kulaklık, kluaklık",
    "headphones, headphoned", "headphones, hedphones", "kettle, kettel", "Beyaz, bayaz",
  })
  void findsWithOneLetterWrong(String text, String query) {
    assertThat(score(text, query)).isPositive();
    assertThat(score(text, query)).isLessThan(score(text, text));
  }

  @ParameterizedTest
  @CsvSource({"kulaklık, hoparlör", "xm5, xm4z", "WH-1000XM5, hp", "tent, rent a car", "黒い, 白い"})
  void doesNotFindOtherWords(String text, String query) {
    assertThat(TextWords.share(query, TextWords.ofText(text))).isLessThan(0.5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   ", "!!! -- ...", "\u0000\u0007", "'", "\u200f"})
  void isEmptyWithoutWords(String text) {
    assertThat(TextWords.ofText(text).size()).isZero();
    assertThat(TextWords.ofQuery(text).size()).isZero();
    assertThat(TextWords.share(text, TextWords.ofText("kulaklık"))).isZero();
  }

  @Test
  void saysHowMuchOfAQueryATextHolds() {
    SparseVector stored = TextWords.ofText("Yıldız Pro Kablosuz Kulaklık, siyah");

    assertThat(TextWords.share("kablosuz kulaklik", stored)).isEqualTo(1);
    assertThat(TextWords.share("kulaklık hoparlör", stored)).isEqualTo(0.5, Offset.offset(1e-6));
    assertThat(TextWords.share("kulaklık kulaklık", stored)).isEqualTo(1);
    assertThat(TextWords.share("for the kulaklık", stored)).isBetween(0.7, 0.9);
    assertThat(TextWords.share("çaydanlık", stored)).isZero();
  }

  @Test
  void aWordCountsLessEachTimeAndInALongText() {
    double once = score("elma armut", "elma");
    double twice = score("elma elma armut", "elma");
    double inLongText = score("elma " + "armut ".repeat(100), "elma");

    assertThat(twice).isBetween(once, 2 * once);
    assertThat(inLongText).isPositive().isLessThan(once);
  }

  @Test
  void isBounded() {
    Random random = new Random(1);
    String letters =
        random
            .ints(1_000_000, 0, 30)
            .mapToObj(letter -> letter < 26 ? String.valueOf((char) ('a' + letter)) : " 7")
            .collect(Collectors.joining());

    assertThat(TextWords.ofText(letters).size()).isBetween(1_000, 6_000);
    assertThat(TextWords.ofText("a".repeat(1_000_000)).size()).isPositive();
    assertThat(TextWords.ofQuery(letters).size()).isBetween(1_000, 10_000);
  }

  /**
   * If this fails and nothing else does, the version in {@link TextWords#IDENTITY} has to go up.
   */
  @Test
  void isTheSameAsInCollectionsThatExist() {
    assertThat(TextWords.ofQuery("xm5"))
        .hasToString("{4165177757=1.0, 1225562242=1.0, 1394226660=1.0}");
    assertThat(allVectors())
        .isEqualTo("c3a31d8812742de28388039313a57ebc93e3fc3a8294a76401e40bd0b3e6ee08");
    assertThat(TextWords.IDENTITY).isEqualTo("turkish-english/1/murmur3-32");
  }

  @Test
  void isTheSameInAnyLanguageAndOnAnyThread() {
    Set<String> all = Collections.synchronizedSet(new HashSet<>(Set.of(allVectors())));
    Locale before = Locale.getDefault();
    try {
      for (String language : List.of("en", "tr", "lt", "az", "ar-EG", "th-TH-u-nu-thai")) {
        Locale.setDefault(Locale.forLanguageTag(language));
        all.add(allVectors());
      }
    } finally {
      Locale.setDefault(before);
    }
    IntStream.range(0, 64).parallel().forEach(thread -> all.add(allVectors()));

    assertThat(all).hasSize(1);
  }

  private static String allVectors() {
    StringBuilder vectors = new StringBuilder();
    TEXTS.forEach(text -> vectors.append(TextWords.ofText(text)).append(TextWords.ofQuery(text)));
    return Hashing.sha256().hashString(vectors, StandardCharsets.UTF_8).toString();
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

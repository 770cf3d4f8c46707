package io.vectorstream.embedding;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Texts of the kinds that a shop's events hold, the same every time. */
public final class SampleTexts {

  private static final String[] ENGLISH =
      ("wireless bluetooth headphones with active noise cancelling and a long battery life for"
              + " travel sports or the office comfortable ear cushions stainless steel kitchen"
              + " knife garden hose organic cotton t-shirt men's running shoes 4K 27\" monitor"
              + " (refurbished) 100% leather wallet premium-quality durable waterproof")
          .split(" ");

  private static final String[] TURKISH =
      ("kablosuz kulaklık gürültü önleyici uzun pil ömrü İpek başörtüsü şık deri çanta ığdır"
              + " pamuklu tişört çocuk oyuncağı paslanmaz çelik düdüklü tencere büyük boy yağmurluk"
              + " öğrenci ÇALIŞMA MASASI ISITICI ıslak mendil")
          .split(" ");

  private static final String[] OTHERS =
      ("👜 🎧🔥 👨‍👩‍👧‍👦 🇹🇷 日本語 の ヘッドフォン 中文 商品 描述 سماعات لاسلكية אוזניות Наушники"
              + " беспроводные naïve façade Ångström ﬁne ½ ™ € ₺1.299,90")
          .split(" ");

  private SampleTexts() {}

  public static List<String> all() {
    List<String> texts = new ArrayList<>();
    Random random = new Random(20240501);
    for (int count = 0; count < 75; count++) {
      texts.add(sentence(random, ENGLISH, 1 + random.nextInt(60)));
      texts.add(sentence(random, TURKISH, 1 + random.nextInt(40)));
    }
    for (int count = 0; count < 40; count++) {
      texts.add(sentence(random, OTHERS, 1 + random.nextInt(20)));
    }
    texts.addAll(List.of(".", "a", "  x ", "!!!", "hello world", "[SEP]", "x".repeat(500)));
    texts.addAll(longOnes());
    return texts;
  }

  /** Texts that are longer than the model's maximum length. */
  public static List<String> longOnes() {
    Random random = new Random(7);
    return List.of(
        sentence(random, ENGLISH, 320),
        sentence(random, ENGLISH, 1_000),
        sentence(random, TURKISH, 400),
        sentence(random, OTHERS, 600),
        "日本語".repeat(300),
        sentence(random, ENGLISH, 254));
  }

  /** Texts that tokenizers are known to stumble over. */
  public static List<String> oddOnes() {
    return List.of(
        "\0",
        "null\0byte",
        "\u0001\u0002\u001b[31m",
        "\uD83D",
        "lone \uDC5C half",
        "\uFFFE\uFFFF",
        "\u202Eright to left\u202C سماعات لاسلكية",
        "👨‍👩‍👧‍👦".repeat(300),
        "e\u0301" + "\u0301".repeat(5_000),
        "\u200B\u200B",
        " ",
        "",
        "x".repeat(1 << 20),
        "word ".repeat(1 << 18),
        "日".repeat(1 << 18),
        " ".repeat(1 << 20) + "end");
  }

  private static String sentence(Random random, String[] words, int length) {
    StringBuilder text = new StringBuilder();
    for (int word = 0; word < length; word++) {
      text.append(word == 0 ? "" : " ").append(words[random.nextInt(words.length)]);
    }
    return text.toString();
  }
}

package io.vectorstream.words;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.WordlistLoader;
import org.apache.lucene.analysis.snowball.SnowballFilter;
import org.apache.lucene.analysis.tr.TurkishAnalyzer;

/** Words that say little of what a query is about, such as "for" and "için". */
final class StopWords {

  private static final Set<String> FOLDED = read();

  private StopWords() {}

  /** Whether a word is one, which is in small letters without marks. */
  static boolean contains(String word) {
    return FOLDED.contains(word);
  }

  private static Set<String> read() {
    CharArraySet words = new CharArraySet(TurkishAnalyzer.getDefaultStopSet(), false);
    try (Reader english =
        new InputStreamReader(
            Objects.requireNonNull(SnowballFilter.class.getResourceAsStream("english_stop.txt")),
            StandardCharsets.UTF_8)) {
      words.addAll(WordlistLoader.getSnowballWordSet(english));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read Lucene's English stop words", e);
    }
    return words.stream()
        .map(word -> WordForms.fold(new String((char[]) word)))
        .collect(Collectors.toUnmodifiableSet());
  }
}

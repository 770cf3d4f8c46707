package io.vectorstream.benchmarks.search;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import java.util.List;
import java.util.Locale;

/** A product of the generator's catalogue. */
record Product(String id, String name, String description, String category, Language language) {

  private static final Splitter WORDS =
      Splitter.on(' ').trimResults(CharMatcher.anyOf(",()")).omitEmptyStrings();

  /** What it is written in. */
  enum Language {
    ENGLISH("English", "en"),
    TURKISH("Turkish", "tr");

    final String word;
    final Locale locale;

    Language(String word, String tag) {
      this.word = word;
      this.locale = Locale.forLanguageTag(tag);
    }
  }

  /** What is embedded, as {@code --textFields} has it by default. */
  String text() {
    return name + ' ' + description + ' ' + category;
  }

  /** The words of its name, without punctuation. */
  List<String> nameWords() {
    return WORDS.splitToList(name);
  }

  /** The first word of its name. */
  String brand() {
    return nameWords().get(0);
  }

  /** Whether its name or description holds a phrase, in small or capital letters. */
  boolean holds(String phrase) {
    String text = (name + '\n' + description).toLowerCase(language.locale);
    return text.contains(phrase.toLowerCase(language.locale));
  }
}

package io.vectorstream.local.qdrant.payload;

import io.qdrant.client.grpc.Collections.TextIndexParams;
import io.qdrant.client.grpc.Collections.TokenizerType;
import io.vectorstream.local.qdrant.grpc.Failures;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntPredicate;

/** Cuts a text into the words that a text index would hold of it. */
public final class Words {
  private final IntPredicate partOfWord;
  private final boolean lowercase;
  private final long minLength;
  private final long maxLength;

  private Words(TextIndexParams params) {
    partOfWord =
        params.getTokenizer() == TokenizerType.Whitespace
            ? codePoint -> !isWhitespace(codePoint)
            : Words::isWordCharacter;
    lowercase = !params.hasLowercase() || params.getLowercase();
    minLength = params.getMinTokenLen();
    maxLength = params.hasMaxTokenLen() ? params.getMaxTokenLen() : Long.MAX_VALUE;
  }

  /** The tokenizer of an index with these parameters; refuses what it cannot do as Qdrant does. */
  static Words of(TextIndexParams params) {
    if (params.getTokenizer() == TokenizerType.Unknown
        || params.getTokenizer() == TokenizerType.UNRECOGNIZED) {
      throw Failures.wrongInput("unknown tokenizer type");
    }
    Failures.refuseIf(
        params.getTokenizer() != TokenizerType.Word
            && params.getTokenizer() != TokenizerType.Whitespace,
        "text indexes with the tokenizer " + params.getTokenizer());
    Failures.refuseIf(params.hasStopwords(), "text indexes with stopwords");
    Failures.refuseIf(params.hasStemmer(), "text indexes with a stemmer");
    Failures.refuseIf(params.getPhraseMatching(), "text indexes with phrase matching");
    Failures.refuseIf(params.getAsciiFolding(), "text indexes with ascii folding");
    return new Words(params);
  }

  /** The tokenizer of an index that was asked for by its type alone. */
  static Words byDefault() {
    return new Words(TextIndexParams.newBuilder().setTokenizer(TokenizerType.Word).build());
  }

  /** Adds the words of a text. */
  public void addTo(Set<String> words, String text) {
    forEach(text, words::add);
  }

  private void forEach(String text, Consumer<String> consumer) {
    int start = -1;
    int position = 0;
    while (position < text.length()) {
      int codePoint = text.codePointAt(position);
      if (!partOfWord.test(codePoint)) {
        emit(text, start, position, consumer);
        start = -1;
      } else if (start < 0) {
        start = position;
      }
      position += Character.charCount(codePoint);
    }
    emit(text, start, position, consumer);
  }

  private void emit(String text, int start, int end, Consumer<String> consumer) {
    if (start < 0) {
      return;
    }
    String word = text.substring(start, end);
    int length = word.codePointCount(0, word.length());
    if (length >= minLength && length <= maxLength) {
      consumer.accept(lowercase ? word.toLowerCase(Locale.ROOT) : word);
    }
  }

  /** Letters and numbers of any language. */
  static boolean isWordCharacter(int codePoint) {
    return Character.isAlphabetic(codePoint)
        || switch (Character.getType(codePoint)) {
          case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER ->
              true;
          default -> false;
        };
  }

  private static boolean isWhitespace(int codePoint) {
    return Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint);
  }
}

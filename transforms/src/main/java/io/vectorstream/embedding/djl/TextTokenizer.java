package io.vectorstream.embedding.djl;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.huggingface.tokenizers.jni.CharSpan;
import io.vectorstream.embedding.EmbeddingException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** A model's tokenizer: a text to its first token ids. Safe for many threads. */
final class TextTokenizer implements AutoCloseable {

  /** How many chars to try first, for each token wanted, before a whole huge text is tokenized. */
  private static final int START_PER_TOKEN = 64;

  private final HuggingFaceTokenizer tokenizer;
  private final int maxLength;

  private TextTokenizer(HuggingFaceTokenizer tokenizer, int maxLength) {
    this.tokenizer = tokenizer;
    this.maxLength = maxLength;
  }

  /**
   * Loads a {@code tokenizer.json}. What the file says about truncation and padding does not count:
   * the length is the model's, and padding depends on a text's batch.
   */
  static TextTokenizer load(Path file, int maxLength, boolean lowerCase) throws IOException {
    TokenizerLibrary.complete();
    String length = String.valueOf(maxLength);
    Map<String, String> options =
        Map.of(
            "truncation",
            "true",
            "padding",
            "false",
            "maxLength",
            length,
            "modelMaxLength",
            length,
            // A language tag: the rules of no language, whatever this machine's is.
            "doLowerCase",
            lowerCase ? "und" : "false");
    return new TextTokenizer(HuggingFaceTokenizer.newInstance(file, options), maxLength);
  }

  /** The ids of a text's first tokens, special tokens included. */
  long[] encode(String text) {
    long[] ids = encodeWellFormed(Texts.wellFormed(Texts.firstWords(text, maxLength)));
    if (ids.length == 0) {
      throw new EmbeddingException("The tokenizer finds nothing in a text to make a vector of.");
    }
    return ids;
  }

  /**
   * The first tokens of a huge text without white space, if its beginning is enough to know them.
   */
  private long[] encodeWellFormed(String text) {
    int start = START_PER_TOKEN * maxLength;
    if (text.length() > 2 * start) {
      Encoding encoding = tokenizer.encode(Texts.wellFormed(text.substring(0, start)));
      if (isSettled(encoding, start)) {
        return encoding.getIds();
      }
    }
    return tokenizer.encode(text).getIds();
  }

  /**
   * Whether a text's beginning has all the tokens that count, and the last of them so far from its
   * end that what follows cannot change them: a word of WordPiece with more than 100 characters is
   * one unknown token that would reach to the end. Spans count code points, which may be two chars
   * each, and special tokens have none.
   */
  private boolean isSettled(Encoding encoding, int start) {
    int end = 0;
    for (CharSpan span : encoding.getCharTokenSpans()) {
      end = span == null ? end : Math.max(end, span.getEnd());
    }
    return encoding.getIds().length == maxLength && end <= start / 4;
  }

  @Override
  public void close() {
    tokenizer.close();
  }
}

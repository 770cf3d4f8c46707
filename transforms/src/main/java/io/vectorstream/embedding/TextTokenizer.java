package io.vectorstream.embedding;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** A model's tokenizer: a text to at most {@link #maxLength()} token ids. Safe for many threads. */
final class TextTokenizer implements AutoCloseable {

  private final HuggingFaceTokenizer tokenizer;
  private final int maxLength;

  private TextTokenizer(HuggingFaceTokenizer tokenizer, int maxLength) {
    this.tokenizer = tokenizer;
    this.maxLength = maxLength;
  }

  /**
   * Loads a {@code tokenizer.json}. What the file says of truncation and padding is overruled: the
   * length is the model's, and padding depends on the batch a text ends up in.
   */
  static TextTokenizer load(Path folder, int maxLength) throws IOException {
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
            length);
    return new TextTokenizer(HuggingFaceTokenizer.newInstance(folder, options), maxLength);
  }

  int maxLength() {
    return maxLength;
  }

  /** The ids of a text's first tokens, special tokens included. */
  long[] encode(String text) {
    String safe = Texts.wellFormed(Texts.firstWords(text, maxLength));
    long[] ids = tokenizer.encode(safe).getIds();
    if (ids.length == 0) {
      throw new EmbeddingException("The tokenizer finds nothing in a text to make a vector of.");
    }
    return ids;
  }

  @Override
  public void close() {
    tokenizer.close();
  }
}

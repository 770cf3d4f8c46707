package io.vectorstream.embedding;

import java.util.List;
import java.util.function.Function;

/** Answers with what a function makes of the vectors that texts have by their hash. */
final class MappedTextEmbedder implements TextEmbedder {

  private final TextEmbedder delegate = new HashTextEmbedder();
  private final Function<List<String>, List<float[]>> answer;

  private MappedTextEmbedder(Function<List<String>, List<float[]>> answer) {
    this.answer = answer;
  }

  /** Answers a list of texts with any list of vectors. */
  static MappedTextEmbedder ofTexts(Function<List<String>, List<float[]>> answer) {
    return new MappedTextEmbedder(answer);
  }

  /** Answers each text with one vector. */
  static MappedTextEmbedder ofEach(Function<String, float[]> answer) {
    return new MappedTextEmbedder(texts -> texts.stream().map(answer).toList());
  }

  @Override
  public String model() {
    return "fake:mapped";
  }

  @Override
  public String device() {
    return "cpu";
  }

  @Override
  public ModelIdentity identity() {
    return delegate.identity();
  }

  @Override
  public List<float[]> embed(List<String> texts) {
    return answer.apply(texts);
  }

  @Override
  public void close() {}
}

package io.vectorstream.embedding;

import java.util.List;

/**
 * Fails if another embedder answers with vectors that cannot be used: too few or too many, of the
 * wrong size, or with values that no search can compare.
 */
final class CheckedTextEmbedder extends ForwardingTextEmbedder {

  private final TextEmbedder delegate;

  /** Takes over the delegate and closes it in the end. */
  CheckedTextEmbedder(TextEmbedder delegate) {
    this.delegate = delegate;
  }

  @Override
  TextEmbedder delegate() {
    return delegate;
  }

  @Override
  public EmbeddingResult embedCounted(List<String> texts) {
    EmbeddingResult result = delegate.embedCounted(texts);
    List<float[]> vectors = result.vectors();
    if (vectors.size() != texts.size()) {
      throw unusable(vectors.size() + " vectors of " + texts.size() + " texts");
    }
    vectors.forEach(this::check);
    return result;
  }

  @Override
  public float[] embedQuery(String query) {
    float[] vector = delegate.embedQuery(query);
    check(vector);
    return vector;
  }

  private void check(float[] vector) {
    int dimension = delegate.dimension();
    if (vector.length != dimension) {
      throw unusable(
          "a vector of " + vector.length + " components, where its others have " + dimension);
    }
    String problem = VectorCheck.problem(vector);
    if (problem != null) {
      throw unusable("a vector that cannot be used: " + problem);
    }
  }

  private EmbeddingException unusable(String made) {
    return new EmbeddingException("The model " + delegate.model() + " made " + made);
  }
}

package io.vectorstream.embedding;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Fails every call that has one of some texts in it, and embeds the others by their hash. */
public final class FailingTextEmbedder implements TextEmbedder {

  private final TextEmbedder delegate = new HashTextEmbedder();
  private final Predicate<String> poison;

  public FailingTextEmbedder(Set<String> poison) {
    this(poison::contains);
  }

  public FailingTextEmbedder(Predicate<String> poison) {
    this.poison = poison;
  }

  @Override
  public String model() {
    return "fake:failing";
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
    if (texts.stream().anyMatch(poison)) {
      throw new EmbeddingException("this embedder fails when it was told to");
    }
    return delegate.embed(texts);
  }

  @Override
  public void close() {}
}

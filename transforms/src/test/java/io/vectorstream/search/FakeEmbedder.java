package io.vectorstream.search;

import io.vectorstream.embedding.ModelIdentity;
import io.vectorstream.embedding.TextEmbedder;
import java.util.List;

/** Knows queries from texts: their vectors lie at right angles. */
final class FakeEmbedder implements TextEmbedder {

  @Override
  public String model() {
    return "fake:queries";
  }

  @Override
  public String device() {
    return "cpu";
  }

  @Override
  public ModelIdentity identity() {
    return new ModelIdentity("queries", "1", "none", true, 2, "fp32");
  }

  @Override
  public List<float[]> embed(List<String> texts) {
    return texts.stream().map(text -> new float[] {1, 0}).toList();
  }

  @Override
  public float[] embedQuery(String query) {
    return new float[] {0, 1};
  }

  @Override
  public void close() {}
}

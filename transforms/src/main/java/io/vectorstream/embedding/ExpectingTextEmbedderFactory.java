package io.vectorstream.embedding;

import java.util.ArrayList;
import java.util.List;

/** Opens what another factory opens if it is the model that is expected. */
record ExpectingTextEmbedderFactory(TextEmbedderFactory delegate, ModelIdentity expected)
    implements TextEmbedderFactory {

  @Override
  public TextEmbedder open() {
    TextEmbedder embedder = delegate.open();
    try {
      check(embedder);
      return embedder;
    } catch (RuntimeException e) {
      embedder.close();
      throw e;
    }
  }

  private void check(TextEmbedder embedder) {
    List<String> differences = differences(embedder.identity());
    if (!differences.isEmpty()) {
      throw new EmbeddingException(
          "The model "
              + embedder.model()
              + " is another one on this machine, with "
              + String.join(" and ", differences));
    }
  }

  private List<String> differences(ModelIdentity found) {
    List<String> differences = new ArrayList<>();
    note(differences, "name", found.name(), expected.name());
    note(differences, "revision", found.revision(), expected.revision());
    note(differences, "pooling", found.pooling(), expected.pooling());
    note(differences, "normalized", found.normalized(), expected.normalized());
    note(differences, "dimension", found.dimension(), expected.dimension());
    if (!ModelIdentity.areClose(found.precision(), expected.precision())) {
      note(differences, "precision", found.precision(), expected.precision());
    }
    note(differences, "input", found.input(), expected.input());
    return differences;
  }

  private static void note(List<String> differences, String part, Object found, Object expected) {
    if (!found.equals(expected)) {
      differences.add(part + " " + found + " instead of " + expected);
    }
  }
}

package io.vectorstream.pipeline;

import io.qdrant.client.ValueFactory;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.vectorstream.embedding.ModelIdentity;
import io.vectorstream.qdrant.CollectionSpec;
import io.vectorstream.qdrant.CreateDisposition;
import io.vectorstream.qdrant.QdrantCollection;
import io.vectorstream.qdrant.QdrantConnection;
import io.vectorstream.qdrant.QdrantException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that a collection takes the vectors of one model only. The collection names its model
 * in its metadata; one that names none is adopted, and names the model from then on.
 */
final class CollectionModel {

  private static final Logger LOG = LoggerFactory.getLogger(CollectionModel.class);

  /** Begins the keys of those who are about to adopt a collection that names no model. */
  private static final String CLAIMS = "vectorstream.claim.";

  private final QdrantConnection connection;
  private final CollectionSpec spec;
  private final ModelIdentity model;

  /**
   * A collection that is to take the vectors of a model.
   *
   * @param spec with what {@link #metadata} says of the model
   */
  CollectionModel(QdrantConnection connection, CollectionSpec spec, ModelIdentity model) {
    this.connection = connection;
    this.spec = spec;
    this.model = model;
  }

  /** What a collection for a model's vectors says of itself from the start. */
  static Map<String, Value> metadata(ModelIdentity model) {
    return Map.of(ModelMetadata.KEY, ModelMetadata.toValue(model));
  }

  /**
   * Makes the collection the model's, creating it if it is missing and may be created. Where it is
   * to be recreated, that is done here, whatever model it belongs to.
   *
   * @throws UserMistakeException if it belongs to a model that this one's vectors cannot be
   *     compared with
   * @throws QdrantException if Qdrant cannot be reached or refuses, or the collection does not fit
   */
  void settle() {
    if (spec.createDisposition() == CreateDisposition.RECREATE) {
      QdrantCollection.recreate(connection, spec);
    }
    // Before opening, which looks at the vectors' size: two models say more than two sizes.
    QdrantCollection.findMetadata(connection, spec.name()).ifPresent(this::check);
    try (QdrantCollection collection = QdrantCollection.open(connection, spec)) {
      Map<String, Value> metadata = collection.metadata();
      check(metadata);
      if (!metadata.containsKey(ModelMetadata.KEY)) {
        adopt(collection);
      }
    }
  }

  /**
   * Qdrant cannot set a key only if nobody else has, so each run claims the collection under a key
   * of its own first and looks for others then. Of two runs that claim, the one that looks last
   * sees the other's claim, or what became of it; both may give way, but never do both go on.
   */
  private void adopt(QdrantCollection collection) {
    long points = collection.count();
    String claim = CLAIMS + UUID.randomUUID();
    collection.mergeMetadata(Map.of(claim, ModelMetadata.toValue(model)));
    try {
      check(collection.metadata());
    } catch (UserMistakeException e) {
      collection.mergeMetadata(Map.of(claim, ValueFactory.nullValue()));
      throw e;
    }
    collection.mergeMetadata(
        Map.of(ModelMetadata.KEY, ModelMetadata.toValue(model), claim, ValueFactory.nullValue()));
    if (points > 0) {
      LOG.warn(
          "What model made the {} points of the collection \"{}\" is unknown; from now on it"
              + " belongs to {}",
          points,
          spec.name(),
          model);
    }
    if (!collection.metadata().containsKey(ModelMetadata.KEY)) {
      LOG.warn(
          "Qdrant at {} keeps no metadata of collections, as it does since 1.16: \"{}\" will not"
              + " remember that it belongs to {}",
          connection.url(),
          spec.name(),
          model);
    }
  }

  private void check(Map<String, Value> metadata) {
    for (ModelIdentity owner : owners(metadata)) {
      if (!model.isCompatibleWith(owner)) {
        throw new UserMistakeException(
            String.format(
                "--collection: \"%s\" belongs to the model %s and cannot take vectors of %s:"
                    + " choose another --collection, or the --model that this one belongs to",
                spec.name(), owner, model));
      }
    }
  }

  /** The model that the collection names, or else those that it is claimed for. */
  private static List<ModelIdentity> owners(Map<String, Value> metadata) {
    Value named = metadata.get(ModelMetadata.KEY);
    if (named != null) {
      return List.of(ModelMetadata.toIdentity(named));
    }
    List<ModelIdentity> claimants = new ArrayList<>();
    metadata.forEach(
        (key, value) -> {
          if (key.startsWith(CLAIMS)) {
            claimants.add(ModelMetadata.toIdentity(value));
          }
        });
    return claimants;
  }
}

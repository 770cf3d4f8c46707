package io.vectorstream.pipeline;

import io.vectorstream.embedding.ModelIdentity;
import io.vectorstream.pipeline.settings.Settings;
import io.vectorstream.qdrant.collection.CollectionSpec;
import io.vectorstream.qdrant.collection.CreateDisposition;
import io.vectorstream.qdrant.collection.UnfitCollectionException;
import io.vectorstream.qdrant.connection.QdrantException;
import io.vectorstream.words.TextWords;

/** The collection of a run, which is made before anything is read. */
final class RunCollection {

  private RunCollection() {}

  /**
   * Makes the collection as the settings describe it, or makes sure of the one that exists.
   *
   * @param settings complete with the store's address
   * @return the collection as it is from now on, with words or without
   * @throws UserMistakeException if it cannot be had
   */
  static CollectionSpec settle(Settings settings, ModelIdentity model) {
    VectorOrigin origin =
        VectorOrigin.of(
            model, settings.embedding().textFields(), settings.source().events().identity());
    CollectionWords words = CollectionWords.of(settings);
    try {
      CollectionSpec spec = words.settle(settings.collection().forDimension(model.dimension()));
      VectorOrigin whole =
          CollectionWords.areIn(spec) ? origin.withWords(TextWords.IDENTITY) : origin;
      CollectionSpec collection = spec.withMetadata(CollectionModel.metadata(whole));
      boolean versioned = settings.write().versionField().isPresent();
      new CollectionModel(settings.qdrant().orElseThrow(), collection, whole, words, versioned)
          .settle();
      return collection;
    } catch (UnfitCollectionException e) {
      throw new UserMistakeException("--collection: " + e.getMessage(), e);
    } catch (QdrantException e) {
      throw new UserMistakeException("--qdrantUrl: " + e.getMessage(), e);
    }
  }

  /** The collection as workers take it: they write to it, and do not recreate it. */
  static CollectionSpec forWorkers(CollectionSpec collection) {
    return collection.createDisposition() == CreateDisposition.RECREATE
        ? collection.withCreateDisposition(CreateDisposition.CREATE_IF_NEEDED)
        : collection;
  }
}

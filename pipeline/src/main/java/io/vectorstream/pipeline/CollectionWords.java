package io.vectorstream.pipeline;

import io.qdrant.client.grpc.Collections.Modifier;
import io.vectorstream.pipeline.kafka.StartPosition;
import io.vectorstream.pipeline.settings.HybridMode;
import io.vectorstream.pipeline.settings.Settings;
import io.vectorstream.qdrant.collection.CollectionSpec;
import io.vectorstream.qdrant.collection.CreateDisposition;
import io.vectorstream.qdrant.collection.QdrantCollection;
import io.vectorstream.qdrant.collection.SparseVectorSpec;
import io.vectorstream.qdrant.collection.UnfitCollectionException;
import io.vectorstream.qdrant.connection.QdrantConnection;
import io.vectorstream.qdrant.connection.QdrantException;
import io.vectorstream.words.TextWords;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The words of texts in a collection: whether a run writes them, and where they come from. */
final class CollectionWords {

  private static final Logger LOG = LoggerFactory.getLogger(CollectionWords.class);

  private static final SparseVectorSpec SPEC = SparseVectorSpec.create().withModifier(Modifier.Idf);

  private final QdrantConnection connection;
  private final String collection;
  private final HybridMode mode;
  private final boolean versioned;
  private final boolean replaying;

  private CollectionWords(
      QdrantConnection connection,
      String collection,
      HybridMode mode,
      boolean versioned,
      boolean replaying) {
    this.connection = connection;
    this.collection = collection;
    this.mode = mode;
    this.versioned = versioned;
    this.replaying = replaying;
  }

  /**
   * The words in the collection of a run.
   *
   * @param settings complete with the store's address
   */
  static CollectionWords of(Settings settings) {
    return of(
        settings.qdrant().orElseThrow(),
        settings.collection().name(),
        settings.collection().hybrid(),
        settings.write().versionField().isPresent(),
        settings.source().start());
  }

  /**
   * The words in a collection.
   *
   * @param versioned whether a version that is stored is not written again
   * @param start where the run begins to read
   */
  static CollectionWords of(
      QdrantConnection connection,
      String collection,
      HybridMode mode,
      boolean versioned,
      StartPosition start) {
    return new CollectionWords(connection, collection, mode, versioned, start.isEarliest());
  }

  /** Whether points of a collection have words. */
  static boolean areIn(CollectionSpec spec) {
    return spec.sparseVectors().containsKey(TextWords.VECTOR);
  }

  /**
   * The collection as the run is to have it: with words if it is created, or has them, or is to be
   * given them. Nothing is changed yet.
   *
   * @throws UserMistakeException if words are asked for and the collection has something else in
   *     their place
   * @throws QdrantException if Qdrant cannot be reached or refuses
   */
  CollectionSpec settle(CollectionSpec spec) {
    Optional<Map<String, SparseVectorSpec>> found =
        spec.createDisposition() == CreateDisposition.RECREATE
            ? Optional.empty()
            : QdrantCollection.findSparseVectors(connection, collection);
    return areWritten(found) ? spec.withSparseVector(TextWords.VECTOR, SPEC) : spec;
  }

  private boolean areWritten(Optional<Map<String, SparseVectorSpec>> found) {
    if (found.isEmpty()) {
      return mode != HybridMode.FALSE && canBeCreated();
    }
    SparseVectorSpec stored = found.get().get(TextWords.VECTOR);
    if (mode == HybridMode.FALSE) {
      if (SPEC.equals(stored)) {
        LOG.warn(
            "--hybrid=false: the collection \"{}\" has words, but the points that this run writes"
                + " are found by meaning alone",
            collection);
      }
      return false;
    }
    if (stored == null) {
      if (mode == HybridMode.AUTO) {
        LOG.info(
            "The collection \"{}\" has no words, so this run writes none, and it is searched by"
                + " meaning alone: --hybrid=true adds them, which takes Qdrant 1.18 or later",
            collection);
      }
      return mode == HybridMode.TRUE;
    }
    return SPEC.equals(stored) || mustBeOthers();
  }

  private boolean canBeCreated() {
    if (QdrantCollection.keepsModifiers(connection)) {
      return true;
    }
    String what =
        String.format("Qdrant at %s cannot weigh words, as it can from 1.10 on", connection.url());
    if (mode == HybridMode.TRUE) {
      throw new UserMistakeException(
          "--hybrid: " + what + ": choose --hybrid=auto, which goes on without them");
    }
    LOG.info("{}, so this run writes none, and events are found by meaning alone", what);
    return false;
  }

  /** Somebody else's sparse vector is left alone. */
  private boolean mustBeOthers() {
    String what =
        String.format(
            "the collection \"%s\" has a sparse vector \"%s\" without the modifier %s",
            collection, TextWords.VECTOR, SPEC.modifier());
    if (mode == HybridMode.TRUE) {
      throw new UserMistakeException(
          "--hybrid: " + what + ", which holds no words: choose another --collection");
    }
    LOG.warn("--hybrid: {}, so this run writes no words", what);
    return false;
  }

  /**
   * Gives a collection that exists the words that it is to have, and says what fills them.
   *
   * @return whether it had none
   * @throws UserMistakeException if Qdrant cannot add them
   * @throws UnfitCollectionException if the collection does not fit otherwise
   */
  boolean add(CollectionSpec spec) {
    try {
      return !QdrantCollection.addMissingSparseVectors(connection, spec).isEmpty();
    } catch (UnfitCollectionException e) {
      throw e;
    } catch (QdrantException e) {
      throw new UserMistakeException(
          String.format(
              "--hybrid: words cannot be added to the collection \"%s\": %s: choose --hybrid=auto,"
                  + " which goes on without them, or another --collection",
              collection, e.getMessage()),
          e);
    }
  }

  /** Says how the points of a collection get words that it has only now. */
  void explainFilling(long points) {
    if (points > 0) {
      LOG.warn(
          "The collection \"{}\" has words from now on, and its {} points get theirs {}",
          collection,
          points,
          filling());
    }
  }

  private String filling() {
    if (versioned) {
      return "only with newer versions of their events, since --versionField writes none again that"
          + " is stored: to have words for all, fill another --collection with"
          + " --startFrom=earliest";
    }
    return replaying
        ? "as this run reads their events again"
        : "once their events are read again: start this run once with --startFrom=earliest";
  }
}

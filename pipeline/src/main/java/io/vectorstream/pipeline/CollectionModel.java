package io.vectorstream.pipeline;

import io.qdrant.client.ValueFactory;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.vectorstream.embedding.ModelIdentity;
import io.vectorstream.qdrant.collection.CollectionSpec;
import io.vectorstream.qdrant.collection.CreateDisposition;
import io.vectorstream.qdrant.collection.QdrantCollection;
import io.vectorstream.qdrant.connection.NotPermittedException;
import io.vectorstream.qdrant.connection.QdrantConnection;
import io.vectorstream.qdrant.connection.QdrantException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that a collection takes vectors of one origin only. The collection names it in its
 * metadata; one that names none, or not all of it, is adopted, and names it from then on.
 */
public final class CollectionModel {

  private static final Logger LOG = LoggerFactory.getLogger(CollectionModel.class);

  /** Begins the keys of those who are about to adopt a collection. */
  private static final String CLAIMS = "vectorstream.claim.";

  private final QdrantConnection connection;
  private final CollectionSpec spec;
  private final VectorOrigin origin;
  private final CollectionWords words;
  private final boolean versioned;

  /**
   * A collection that is to take the vectors of a run.
   *
   * @param spec with what {@link #metadata} says of their origin
   * @param words adds words to a collection that is to have them
   * @param versioned whether the newest version of a point is to win
   */
  CollectionModel(
      QdrantConnection connection,
      CollectionSpec spec,
      VectorOrigin origin,
      CollectionWords words,
      boolean versioned) {
    this.connection = connection;
    this.spec = spec;
    this.origin = origin;
    this.words = words;
    this.versioned = versioned;
  }

  /**
   * Checks that the vectors of a collection can be compared with those of a model, as far as the
   * collection names its own. One that does not exist passes.
   *
   * @throws UserMistakeException if they cannot
   * @throws QdrantException if Qdrant cannot be reached or refuses
   */
  public static void check(QdrantConnection connection, String collection, ModelIdentity model) {
    QdrantCollection.findMetadata(connection, collection)
        .ifPresent(metadata -> check(collection, VectorOrigin.of(model), metadata));
  }

  /** What a collection says of itself from the start. */
  static Map<String, Value> metadata(VectorOrigin origin) {
    return Map.of(VectorOrigin.KEY, origin.toMetadata());
  }

  /**
   * Makes the collection the run's, creating it if it is missing and may be created. Where it is to
   * be recreated, that is done here, whatever it holds, and where it lacks words that it is to
   * have, they are added.
   *
   * @throws UserMistakeException if it holds vectors or words that this run's cannot be compared
   *     with, or words cannot be added
   * @throws QdrantException if Qdrant cannot be reached or refuses, the collection does not fit, or
   *     the server is too old for versions
   */
  void settle() {
    if (spec.createDisposition() == CreateDisposition.RECREATE) {
      QdrantCollection.recreate(connection, spec);
    }
    // Before opening, which looks at the vectors' size: two models say more than two sizes.
    QdrantCollection.findMetadata(connection, spec.name()).ifPresent(this::check);
    boolean hasNewWords = words.add(spec);
    try (QdrantCollection collection = QdrantCollection.open(connection, spec)) {
      if (versioned) {
        collection.checkConditionalUpdates();
      }
      Map<String, Value> metadata = collection.metadata();
      check(metadata);
      if (!isSettled(named(metadata), origin)) {
        adopt(collection, named(metadata), hasNewWords);
      }
      if (hasNewWords) {
        words.explainFilling(collection.count());
      }
    }
  }

  /**
   * Qdrant cannot set a key only if nobody else has, so each run claims the collection under a key
   * of its own first and looks for others then. Of two runs that claim, the one that looks last
   * sees the other's claim, or what became of it; both may end, but never do both go on.
   */
  private void adopt(
      QdrantCollection collection, Optional<VectorOrigin> named, boolean hasNewWords) {
    long points = collection.count();
    VectorOrigin whole = named.map(known -> known.completedBy(origin)).orElse(origin);
    String claim = CLAIMS + UUID.randomUUID();
    try {
      collection.mergeMetadata(Map.of(claim, origin.toMetadata()));
    } catch (NotPermittedException e) {
      // An API key for one collection may write points and no metadata.
      LOG.warn(
          "{}: the collection \"{}\" will not remember that it belongs to {}",
          e.getMessage(),
          spec.name(),
          whole);
      return;
    }
    try {
      check(collection.metadata());
    } catch (UserMistakeException e) {
      collection.mergeMetadata(Map.of(claim, ValueFactory.nullValue()));
      throw e;
    }
    collection.mergeMetadata(
        Map.of(VectorOrigin.KEY, whole.toMetadata(), claim, ValueFactory.nullValue()));
    Set<OriginPart> unknown =
        named.map(known -> known.unknownOf(origin)).orElse(EnumSet.of(OriginPart.NAME));
    if (hasNewWords) {
      unknown.remove(OriginPart.WORDS);
    }
    if (points > 0 && !unknown.isEmpty()) {
      warnOfPoints(points, unknown, whole);
    }
    if (!collection.metadata().containsKey(VectorOrigin.KEY)) {
      LOG.warn(
          "Qdrant at {} keeps no metadata of collections, as it does since 1.16: \"{}\" will not"
              + " remember that it belongs to {}",
          connection.url(),
          spec.name(),
          whole);
    }
  }

  private void warnOfPoints(long points, Set<OriginPart> unknown, VectorOrigin whole) {
    LOG.warn(
        "The collection \"{}\" does not say with what {} its {} points were made; from now on it"
            + " belongs to {}",
        spec.name(),
        VectorOrigin.list(unknown.stream().map(OriginPart::words).toList()),
        points,
        whole);
  }

  private void check(Map<String, Value> metadata) {
    check(spec.name(), origin, metadata);
  }

  private static void check(String collection, VectorOrigin origin, Map<String, Value> metadata) {
    for (VectorOrigin owner : owners(metadata, origin)) {
      Set<OriginPart> differences = origin.differencesFrom(owner);
      if (differences.equals(EnumSet.of(OriginPart.WORDS))) {
        throw new UserMistakeException(
            String.format(
                "--hybrid: \"%s\" has %s, and this run has %s: choose another --collection, or"
                    + " --hybrid=false, which writes points without words",
                collection, owner.describe(differences), origin.describe(differences)));
      }
      if (!differences.isEmpty()) {
        Set<OriginPart> named = EnumSet.copyOf(differences);
        named.add(OriginPart.NAME);
        throw new UserMistakeException(
            String.format(
                "--collection: \"%s\" belongs to %s, and this run has %s: choose another"
                    + " --collection, or the options that this one was filled with",
                collection, owner.describe(named), origin.describe(differences)));
      }
    }
  }

  /**
   * What the collection names, and unless that is all that a run knows, those that it is claimed
   * for. Who claims it for something else than what is named gives way.
   */
  private static List<VectorOrigin> owners(Map<String, Value> metadata, VectorOrigin origin) {
    Optional<VectorOrigin> named = named(metadata);
    List<VectorOrigin> owners = new ArrayList<>();
    named.ifPresent(owners::add);
    if (!isSettled(named, origin)) {
      metadata.forEach(
          (key, value) -> {
            VectorOrigin claimant = VectorOrigin.fromMetadata(value);
            if (key.startsWith(CLAIMS)
                && named.map(claimant::differencesFrom).orElse(Set.of()).isEmpty()) {
              owners.add(claimant);
            }
          });
    }
    return owners;
  }

  private static Optional<VectorOrigin> named(Map<String, Value> metadata) {
    return Optional.ofNullable(metadata.get(VectorOrigin.KEY)).map(VectorOrigin::fromMetadata);
  }

  private static boolean isSettled(Optional<VectorOrigin> named, VectorOrigin origin) {
    return named.isPresent() && named.get().unknownOf(origin).isEmpty();
  }
}

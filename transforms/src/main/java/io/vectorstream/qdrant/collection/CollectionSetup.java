package io.vectorstream.qdrant.collection;

import io.qdrant.client.QdrantClient;
import io.qdrant.client.grpc.Collections.AliasDescription;
import io.qdrant.client.grpc.Collections.CollectionInfo;
import io.vectorstream.qdrant.connection.CallFailedException;
import io.vectorstream.qdrant.connection.Responses;
import java.util.Map;
import java.util.Set;
import org.apache.beam.sdk.util.Sleeper;

/** Creates the specified collection or completes it. Several workers may do so at once. */
final class CollectionSetup {

  private final QdrantClient client;
  private final CollectionSpec spec;
  private final RateLimitRetry calls = new RateLimitRetry(Sleeper.DEFAULT);

  CollectionSetup(QdrantClient client, CollectionSpec spec) {
    this.client = client;
    this.spec = spec;
  }

  /** Deletes the collection with all its points, if there is one, and creates it. */
  void recreate() throws CallFailedException {
    if (exists()) {
      delete();
    }
    complete(createIfMissing());
  }

  private void delete() throws CallFailedException {
    try {
      Responses.await(client.deleteCollectionAsync(spec.name()));
    } catch (CallFailedException e) {
      // Where Qdrant says that it has deleted nothing, the client throws one of its own.
      if (!(e.getCause() instanceof io.qdrant.client.QdrantException)) {
        throw e;
      }
      refuseAlias();
    }
  }

  /** Qdrant takes an alias for a collection in every call but this. */
  private void refuseAlias() throws CallFailedException {
    for (AliasDescription alias : Responses.await(client.listAliasesAsync())) {
      if (alias.getAliasName().equals(spec.name())) {
        throw new UnfitCollectionException(
            String.format(
                "\"%s\" is an alias of the collection \"%s\" and cannot be recreated: name the"
                    + " collection itself",
                spec.name(), alias.getCollectionName()));
      }
    }
  }

  /**
   * Makes sure that the collection exists, fits and is indexed. It is created if it is missing, and
   * never recreated: that happens once, not for each worker.
   */
  void complete() throws CallFailedException {
    complete(
        spec.createDisposition() == CreateDisposition.CREATE_NEVER ? require() : createIfMissing());
  }

  /** Adds the sparse vectors that an existing collection lacks, and returns their names. */
  Set<String> addMissingSparseVectors() throws CallFailedException {
    if (!exists()) {
      return Set.of();
    }
    CollectionFit fit =
        new CollectionFit(spec, Responses.await(client.getCollectionInfoAsync(spec.name())));
    fit.checkBesidesMissingSparseVectors();
    for (Map.Entry<String, SparseVectorSpec> missing : fit.missingSparseVectors().entrySet()) {
      Responses.await(
          CreateVectorName.call(client, spec.name(), missing.getKey(), missing.getValue()));
    }
    return fit.missingSparseVectors().keySet();
  }

  private void complete(boolean created) throws CallFailedException {
    CollectionInfo info = Responses.await(client.getCollectionInfoAsync(spec.name()));
    CollectionFit fit = new CollectionFit(spec, info);
    fit.check();
    if (!created) {
      CollectionTuning.warnOfDifferences(spec, info);
    }
    // Indexing many points takes longer than a call may, and writing need not wait for it.
    boolean wait = info.getPointsCount() == 0;
    for (PayloadIndex index : fit.missingIndexes()) {
      // A rate limit counts this as a write.
      calls.await(
          () ->
              client.createPayloadIndexAsync(
                  CollectionRequests.index(spec.name(), index, wait), null));
    }
  }

  /** Returns whether it was created here; it was not if it is there already. */
  private boolean createIfMissing() throws CallFailedException {
    if (exists()) {
      return false;
    }
    try {
      Responses.await(client.createCollectionAsync(CollectionRequests.create(spec)));
      return true;
    } catch (CallFailedException e) {
      // Another worker may have been faster; Qdrant says so in more than one way.
      if (!exists()) {
        throw e;
      }
      return false;
    }
  }

  private boolean require() throws CallFailedException {
    if (!exists()) {
      throw new UnfitCollectionException(
          "There is no collection \"" + spec.name() + "\", and it may not be created");
    }
    return false;
  }

  private boolean exists() throws CallFailedException {
    return Responses.await(client.collectionExistsAsync(spec.name()));
  }
}

package io.vectorstream.serve;

import io.vectorstream.search.EventSearch;
import java.util.List;
import java.util.Optional;

/**
 * A run as it is now. Every method answers at once from what the run's process knows, and may be
 * called by any thread.
 */
public interface RunView {

  /** The application's version. */
  String version();

  /** The runner's name. */
  String runner();

  /** Where it reads and writes. */
  RunPlaces places();

  /** The model; nothing while it is being loaded. */
  Optional<ModelFacts> model();

  /** What the run has done so far. */
  RunFigures figures();

  /**
   * A search of what it has stored; nothing until there is a collection. The first to ask waits for
   * the store.
   *
   * @throws io.vectorstream.qdrant.connection.QdrantException if it cannot be reached or refuses
   */
  Optional<EventSearch> search();

  /** The dead letters of what it reads. */
  RunLetters letters();

  /** What it is about. */
  RunState state();

  /** Finds out whether what it needs answers; each is to be run now and then, by one thread. */
  List<PartCheck> checks();

  /** How far each partition is that is read; none before the first one is. */
  List<PartitionProgress> partitions();
}

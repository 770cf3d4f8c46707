package io.vectorstream.pipeline.serving;

import io.vectorstream.embedding.TextEmbedder;
import io.vectorstream.kafka.KafkaConnection;
import io.vectorstream.pipeline.report.RunMetrics;
import io.vectorstream.pipeline.settings.Settings;
import io.vectorstream.qdrant.connection.QdrantConnection;
import io.vectorstream.search.EventSearch;
import io.vectorstream.serve.ModelFacts;
import io.vectorstream.serve.PartCheck;
import io.vectorstream.serve.PartitionProgress;
import io.vectorstream.serve.RunFigures;
import io.vectorstream.serve.RunLetters;
import io.vectorstream.serve.RunPlaces;
import io.vectorstream.serve.RunState;
import io.vectorstream.serve.RunView;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** A run as it is now: it tells what happens, and whoever serves it asks. */
public final class LiveRun implements RunView {

  private static final Comparator<PartitionProgress> BY_PLACE =
      Comparator.comparing(PartitionProgress::topic).thenComparingInt(PartitionProgress::partition);

  private final String runner;
  private final RunPlaces places;
  private final BooleanSupplier ending;
  private final KafkaLetters letters;
  private final KafkaCheck kafka;
  private final StoreCheck store;
  private volatile @Nullable TextEmbedder embedder;
  private volatile @Nullable RunSearch search;
  private volatile RunMetrics metrics = RunMetrics.NONE;
  private volatile Supplier<Map<TopicPartition, Long>> committed = Map::of;
  private volatile RunState state = RunState.STARTING;
  private volatile int restarts;

  /**
   * A run that is about to begin.
   *
   * @param settings complete with the services' addresses
   * @param ownServices the addresses of what runs inside this process
   * @param ending tells whether it is to end
   */
  public LiveRun(
      String runner, Settings settings, List<String> ownServices, BooleanSupplier ending) {
    KafkaConnection brokers = settings.kafka().orElseThrow();
    QdrantConnection qdrant = settings.qdrant().orElseThrow();
    this.runner = runner;
    this.places =
        new RunPlaces(
            brokers.bootstrapServers(),
            ownServices.contains(brokers.bootstrapServers()),
            settings.source().topics(),
            qdrant.url(),
            settings.collection().name());
    this.letters = new KafkaLetters(brokers, settings.source());
    this.ending = ending;
    this.kafka = new KafkaCheck(brokers, () -> committed.get().keySet());
    this.store = new StoreCheck(qdrant);
  }

  /** Its model is loaded, and stays so until the run ends. */
  public void hasModel(TextEmbedder loaded) {
    embedder = loaded;
  }

  /** What it has stored can be searched, until the run ends. */
  public void canBeSearched(RunSearch stored) {
    search = stored;
  }

  /**
   * Its next pipeline reads.
   *
   * @param offsets tells what is committed of each partition
   */
  public synchronized void reads(Supplier<Map<TopicPartition, Long>> offsets) {
    if (state == RunState.RESTARTING) {
      restarts++;
    }
    committed = offsets;
    state = RunState.READING;
  }

  /**
   * Its pipeline has ended.
   *
   * @param goesOn whether another one is to follow, which may have to wait for the topic
   */
  public synchronized void hasStopped(boolean goesOn) {
    if (goesOn) {
      // Its partitions may be gone, and Kafka does not answer for those.
      committed = Map::of;
    }
    state = RunState.RESTARTING;
  }

  /** It reads nothing more. */
  public void ends() {
    state = RunState.ENDING;
  }

  /** It has done all, and stays up. */
  public void isDone() {
    state = RunState.DONE;
  }

  /** It has done this by now, in all its pipelines. */
  public void hasDone(RunMetrics soFar) {
    metrics = soFar;
  }

  @Override
  public String version() {
    return Version.CURRENT;
  }

  @Override
  public String runner() {
    return runner;
  }

  @Override
  public RunPlaces places() {
    return places;
  }

  @Override
  public Optional<ModelFacts> model() {
    return Optional.ofNullable(embedder)
        .map(model -> new ModelFacts(model.model(), model.device(), model.identity().precision()));
  }

  @Override
  public RunFigures figures() {
    return Figures.of(metrics, restarts);
  }

  @Override
  public Optional<EventSearch> search() {
    return Optional.ofNullable(search).map(RunSearch::get);
  }

  @Override
  public RunLetters letters() {
    return letters;
  }

  @Override
  public RunState state() {
    return ending.getAsBoolean() ? RunState.ENDING : state;
  }

  @Override
  public List<PartCheck> checks() {
    return List.of(kafka, store);
  }

  @Override
  public List<PartitionProgress> partitions() {
    Map<TopicPartition, Long> offsets = committed.get();
    Map<TopicPartition, Long> known = kafka.ends();
    return offsets.entrySet().stream()
        .map(
            entry ->
                new PartitionProgress(
                    entry.getKey().topic(),
                    entry.getKey().partition(),
                    entry.getValue(),
                    known.containsKey(entry.getKey())
                        ? OptionalLong.of(known.get(entry.getKey()))
                        : OptionalLong.empty()))
        .sorted(BY_PLACE)
        .toList();
  }
}

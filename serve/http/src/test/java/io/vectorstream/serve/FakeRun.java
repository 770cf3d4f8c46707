package io.vectorstream.serve;

import io.vectorstream.deadletter.LetterKind;
import io.vectorstream.metrics.Histogram;
import io.vectorstream.search.EventSearch;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** A run that a test has in its hand. */
public final class FakeRun implements RunView {

  public volatile RunState state = RunState.READING;
  public volatile long finished;
  public volatile long end = 12;
  public volatile Optional<ModelFacts> model =
      Optional.of(new ModelFacts("builtin:m", "cpu", "bf16"));
  public volatile boolean storeAnswers = true;
  public volatile Optional<EventSearch> search = Optional.empty();
  public volatile RunLetters letters = new AwayLetters(List.of("events.dlq"));
  public volatile Histogram latencies =
      new Histogram(new TreeMap<>(Map.of(1L, 2L, 30L, 3L, 1_000_000L, 1L)), 1_000_000, 4_500);

  @Override
  public String version() {
    return "1.2";
  }

  @Override
  public String runner() {
    return "DirectRunner";
  }

  @Override
  public RunPlaces places() {
    return new RunPlaces("broker:9092", false, List.of("events"), "http://store:6334", "points");
  }

  @Override
  public Optional<ModelFacts> model() {
    return model;
  }

  @Override
  public RunFigures figures() {
    Map<RunCounter, Long> counters = new EnumMap<>(RunCounter.class);
    for (RunCounter counter : RunCounter.values()) {
      counters.put(counter, 100L + counter.ordinal());
    }
    return new RunFigures(
        counters,
        finished,
        Map.of(new LetterKind("parse", "not JSON"), 7L),
        latencies,
        latencies,
        latencies,
        latencies,
        latencies,
        latencies,
        1_000,
        1);
  }

  @Override
  public Optional<EventSearch> search() {
    return search;
  }

  @Override
  public RunLetters letters() {
    return letters;
  }

  @Override
  public RunState state() {
    return state;
  }

  @Override
  public List<PartCheck> checks() {
    return List.of(check("kafka", true), check("store", storeAnswers));
  }

  private static PartCheck check(String part, boolean answers) {
    return new PartCheck() {
      @Override
      public String part() {
        return part;
      }

      @Override
      public void run(Duration limit) {
        if (!answers) {
          throw new IllegalStateException("nobody is there");
        }
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public List<PartitionProgress> partitions() {
    return List.of(
        new PartitionProgress("events", 0, 10, OptionalLong.of(end)),
        new PartitionProgress("events", 1, 5, OptionalLong.empty()));
  }
}

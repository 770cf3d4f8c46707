package io.vectorstream.serve.health;

import io.vectorstream.serve.ModelFacts;
import io.vectorstream.serve.PartCheck;
import io.vectorstream.serve.RunView;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks every few seconds at how a run is, on a thread of its own. Whoever asks gets what was seen
 * last, so that many questions cost no more than none.
 */
public final class HealthMonitor implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(HealthMonitor.class);
  private static final String STORE = "store";
  private static final String MODEL = "model";
  private static final Duration INTERVAL = Duration.ofSeconds(5);
  private static final Duration LIMIT = Duration.ofSeconds(2);
  private static final Duration CLOSING = Duration.ofMillis(50);

  private final RunView run;
  private final Progress progress;
  private final Duration patience;
  private final InstantSource clock;
  private final DownLog log;
  private final Map<String, PartHealth> seen = new ConcurrentHashMap<>();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread looking = new Thread(task, "serve-health");
            looking.setDaemon(true);
            return looking;
          });

  private HealthMonitor(RunView run, Duration patience, InstantSource clock, DownLog log) {
    this.run = run;
    this.log = log;
    this.progress = new Progress(patience);
    this.patience = patience;
    this.clock = clock;
  }

  /**
   * Begins to look at a run.
   *
   * @param patience how long it may finish nothing while events wait
   */
  public static HealthMonitor start(RunView run, Duration patience) {
    HealthMonitor monitor =
        new HealthMonitor(run, patience, InstantSource.system(), new DownLog(LOG::warn, LOG::info));
    monitor.thread.scheduleWithFixedDelay(
        monitor::look, 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    return monitor;
  }

  /** One that looks when it is told to. */
  static HealthMonitor idle(RunView run, Duration patience, InstantSource clock, DownLog log) {
    return new HealthMonitor(run, patience, clock, log);
  }

  void look() {
    for (PartCheck check : run.checks()) {
      long start = System.nanoTime();
      Optional<String> failure = failure(check);
      Optional<Duration> answered =
          failure.isEmpty()
              ? Optional.of(Duration.ofNanos(System.nanoTime() - start))
              : Optional.empty();
      note(check.part(), failure.isEmpty(), failure.orElse("answers"), answered);
    }
    Optional<ModelFacts> model = run.model();
    note(
        MODEL,
        model.isPresent(),
        model
            .map(facts -> facts.name() + " in " + facts.precision() + " on " + facts.device())
            .orElse("is being loaded"),
        Optional.empty());
    boolean still = progress.standsStill(run, clock.instant());
    note(
        "pipeline",
        !still,
        still
            ? "events wait, and none was finished for " + patience.toMillis() + " ms"
            : run.state().toString(),
        Optional.empty());
  }

  private static Optional<String> failure(PartCheck check) {
    try {
      check.run(LIMIT);
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("was not asked to the end");
    } catch (TimeoutException e) {
      return Optional.of("did not answer within " + LIMIT.toMillis() + " ms");
    } catch (ExecutionException e) {
      return Optional.of(words(e.getCause()));
    } catch (Exception e) {
      return Optional.of(words(e));
    }
  }

  private static String words(Throwable failure) {
    return failure.getMessage() == null ? failure.toString() : failure.getMessage();
  }

  private void note(String part, boolean up, String message, Optional<Duration> answered) {
    Instant now = clock.instant();
    PartHealth health =
        seen.merge(part, new PartHealth(up, now, message, answered), PartHealth::then);
    // A model that is being loaded is not down, only not there yet.
    if (!part.equals(MODEL)) {
      log.note(part, health, now);
    }
  }

  /** By part, how it was when it was looked at last. */
  Map<String, PartHealth> parts() {
    Map<String, PartHealth> parts = new LinkedHashMap<>();
    for (String part : new String[] {"kafka", STORE, MODEL, "pipeline"}) {
      PartHealth health = seen.get(part);
      parts.put(
          part,
          health == null
              ? new PartHealth(false, clock.instant(), "was not looked at yet", Optional.empty())
              : health);
    }
    return parts;
  }

  /** Whether the store answered when it was asked last; nothing before it was asked. */
  public Optional<Boolean> storeIsUp() {
    return Optional.ofNullable(seen.get(STORE)).map(PartHealth::up);
  }

  /** What it has opened goes with the thread; a service that is away is not waited for. */
  @Override
  public void close() {
    thread.shutdownNow();
    try {
      if (thread.awaitTermination(CLOSING.toMillis(), TimeUnit.MILLISECONDS)) {
        run.checks().forEach(PartCheck::close);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

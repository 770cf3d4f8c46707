package io.vectorstream.chaos.walk;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Runs the application until it is through, as a service manager would: ends it when the plan says
 * so, and starts it again whenever it has ended.
 */
final class Supervision {

  private static final long LOOK_MILLIS = 100;
  private static final int MOST_STARTS = 30;

  /** How long a run is left alone that commits nothing, before it is ended as planned. */
  private static final Duration STILL = Duration.ofSeconds(6);

  /** The same for a process of its own, which takes longer to begin. */
  private static final Duration STILL_PROCESS = Duration.ofSeconds(30);

  /** So long after the last record nothing more has come, and the next event comes. */
  private static final Duration PAUSE = Duration.ofMillis(700);

  private static final long LONGEST_DELAY_MILLIS = 1_500;

  private final WalkSettings settings;
  private final List<String> options;
  private final Path log;
  private final TopicProgress progress;
  private final Feed feed;
  private final SplittableRandom random;
  private final long deadline;
  private final List<LimitedRun> limitedRuns = new ArrayList<>();
  private int starts;
  private String lastEnding = "";

  Supervision(
      WalkSettings settings,
      List<String> options,
      Path log,
      TopicProgress progress,
      Feed feed,
      Duration limit) {
    this.settings = settings;
    this.options = options;
    this.log = log;
    this.progress = progress;
    this.feed = feed;
    random = new SplittableRandom(settings.seed() + 1);
    deadline = System.nanoTime() + limit.toNanos();
  }

  /**
   * Runs it to the end.
   *
   * @param available how many records are there already
   * @return why it is not through; nothing if it is
   */
  @Nullable String await(long available) throws IOException, InterruptedException {
    Deque<WalkSettings.Stop> stops = new ArrayDeque<>(settings.stops());
    while (starts < MOST_STARTS && System.nanoTime() < deadline) {
      WalkSettings.Stop stop = stops.poll();
      starts++;
      boolean limited = stop == WalkSettings.Stop.LIMIT && available > 0;
      long limit = limited ? 1 + random.nextLong(available) : 0;
      Map<TopicPartition, Long> before = progress.committed();
      ApplicationRun run = start(stop, limit);
      boolean through = watch(run, limited ? null : stop, before);
      boolean byItself = !run.isRunning();
      run.end();
      if (limited && byItself && run.endedWell()) {
        limitedRuns.add(new LimitedRun(limit, before, progress.committed()));
      }
      lastEnding = run.ending();
      if (run.isRunning()) {
        return lastEnding;
      }
      if (through) {
        return run.endedWell() ? null : "all was done, and then: " + lastEnding;
      }
    }
    return "after "
        + starts
        + " starts there is left "
        + progress.missing(progress.ends())
        + (lastEnding.isEmpty() ? "" : "; the last run: " + lastEnding);
  }

  /** The runs that have ended after as many records as they were to. */
  List<LimitedRun> limitedRuns() {
    return limitedRuns;
  }

  private ApplicationRun start(WalkSettings.@Nullable Stop stop, long limit) throws IOException {
    List<String> all = new ArrayList<>(options);
    all.add("--maxEvents=" + limit);
    return stop == WalkSettings.Stop.KILL ? new OwnProcessRun(all, log) : new OwnThreadRun(all);
  }

  /** Looks at a run until it ends, or is to be ended; and whether all is done then. */
  private boolean watch(
      ApplicationRun run, WalkSettings.@Nullable Stop stop, Map<TopicPartition, Long> before)
      throws InterruptedException {
    long start = System.nanoTime();
    Duration still = stop == WalkSettings.Stop.KILL ? STILL_PROCESS : STILL;
    long moment = Long.MAX_VALUE;
    while (run.isRunning() && System.nanoTime() < deadline) {
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
      if (isThrough()) {
        return true;
      }
      long now = System.nanoTime();
      boolean moved = !progress.committed().equals(before) || now - start > still.toNanos();
      if (stop != null && moment == Long.MAX_VALUE && moved) {
        moment = now + TimeUnit.MILLISECONDS.toNanos(random.nextLong(LONGEST_DELAY_MILLIS));
      }
      if (now > moment) {
        return false;
      }
    }
    return false;
  }

  private boolean isThrough() {
    if (!feed.hasSentAll()) {
      return false;
    }
    if (!progress.missing(feed.plannedEnds()).isEmpty()) {
      // A shop never falls silent, and with it comes what a lone record may have to wait for.
      feed.goOnAfter(PAUSE);
      return false;
    }
    return progress.missing(progress.ends()).isEmpty();
  }
}

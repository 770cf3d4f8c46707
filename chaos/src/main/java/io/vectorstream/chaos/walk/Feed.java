package io.vectorstream.chaos.walk;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;

/** Sends what is planned: some of it before the application starts, the rest while it runs. */
final class Feed {

  private static final long LONGEST_PAUSE_MILLIS = 60;
  private static final int MOST_MORE = 200;

  private final RecordPlan plan;
  private final RecordSender sender;
  private final TopicProgress progress;
  private final SplittableRandom random;
  private final CompletableFuture<Map<TopicPartition, Long>> plannedEnds =
      new CompletableFuture<>();
  private volatile long lastSent;
  private int more;

  Feed(RecordPlan plan, RecordSender sender, TopicProgress progress, long seed) {
    this.plan = plan;
    this.sender = sender;
    this.progress = progress;
    random = new SplittableRandom(seed - 1);
  }

  /**
   * Sends about half, and begins to send the rest.
   *
   * @return how many records of the first half are committed
   */
  long start() {
    List<Batch> batches = plan.batches();
    List<Batch> first = batches.subList(0, batches.size() / 2);
    List<Batch> rest = batches.subList(first.size(), batches.size());
    first.forEach(sender::send);
    Thread thread = new Thread(() -> sendSlowly(rest), "feed");
    thread.setDaemon(true);
    thread.start();
    return first.stream()
        .filter(batch -> batch.ending() != Batch.Ending.ABORTED)
        .mapToLong(batch -> batch.records().size())
        .sum();
  }

  private void sendSlowly(List<Batch> rest) {
    try {
      for (Batch batch : rest) {
        TimeUnit.MILLISECONDS.sleep(random.nextLong(LONGEST_PAUSE_MILLIS));
        sender.send(batch);
      }
      lastSent = System.nanoTime();
      plannedEnds.complete(progress.ends());
    } catch (InterruptedException | RuntimeException e) {
      plannedEnds.completeExceptionally(e);
    }
  }

  /** Whether all that is planned is sent. */
  boolean hasSentAll() {
    return plannedEnds.isDone();
  }

  /** Where the partitions end with what is planned. */
  Map<TopicPartition, Long> plannedEnds() {
    return plannedEnds.join();
  }

  /** Sends an event that is not planned, if there has been none for a while. */
  void goOnAfter(Duration pause) {
    if (System.nanoTime() - lastSent > pause.toNanos() && more < MOST_MORE) {
      sender.send(plan.another(more++));
      lastSent = System.nanoTime();
    }
  }
}

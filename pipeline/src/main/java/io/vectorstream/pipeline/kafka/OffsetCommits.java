package io.vectorstream.pipeline.kafka;

import com.google.common.util.concurrent.ThreadFactoryBuilder;
import io.vectorstream.pipeline.kafka.Standstills.Standstill;
import io.vectorstream.source.FinishedRecords;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits the offsets of a run's finished records to its consumer group, once a second and at the
 * end. An offset is committed when all records before it are finished, in whatever order and on
 * whichever worker: who goes on from there misses nothing.
 */
public final class OffsetCommits implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(OffsetCommits.class);
  private static final Duration INTERVAL = Duration.ofSeconds(1);
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  /** How long a gap lasts before Kafka is asked about it: most are records under way. */
  private static final int ROUNDS_BEFORE_ASKING = 10;

  /** Records are lost when those behind them have been finishing for so long. */
  private static final int ROUNDS_BEFORE_LOST = 20;

  private static final int FINISHES_BEFORE_LOST = 10;

  private final String topic;
  private final Admin admin;
  private final ConsumerGroup group;
  private final OffsetGaps gaps;
  private final OffsetTracker tracker;
  private final FinishedRecords.Reception reception;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          new ThreadFactoryBuilder().setDaemon(true).setNameFormat("offset-commits").build());

  private Map<Integer, Long> committed;
  private final Standstills standstills = new Standstills();
  private volatile boolean recordsLost;

  private OffsetCommits(
      String bootstrapServers,
      String topic,
      String groupId,
      Map<TopicPartition, Long> starts,
      FinishedRecords finished) {
    this.topic = topic;
    this.admin =
        Admin.create(
            Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) TIMEOUT.toMillis(),
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) TIMEOUT.toMillis()));
    this.group = new ConsumerGroup(admin, groupId);
    this.gaps = new OffsetGaps(bootstrapServers, topic);
    this.committed = new HashMap<>();
    starts.forEach((partition, offset) -> committed.put(partition.partition(), offset));
    this.tracker = new OffsetTracker(committed);
    this.reception =
        finished.receive(
            new FinishedRecords.Receiver() {
              @Override
              public void finished(int partition, long first, long last) {
                tracker.finished(partition, first, last);
              }

              @Override
              public void workerIsGone() {
                LOG.warn("A worker is gone: what it had read has to be read again");
                recordsLost = true;
              }
            });
  }

  /**
   * Begins to commit.
   *
   * @param starts the offset of each partition's first record that is read, which the group has
   *     committed already
   */
  public static OffsetCommits start(
      String bootstrapServers,
      String topic,
      String groupId,
      Map<TopicPartition, Long> starts,
      FinishedRecords finished) {
    OffsetCommits commits = new OffsetCommits(bootstrapServers, topic, groupId, starts, finished);
    commits.timer.scheduleWithFixedDelay(
        commits::round, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    return commits;
  }

  private synchronized void round() {
    try {
      commit();
      lookAtStandstills();
    } catch (ExecutionException | KafkaException e) {
      LOG.warn("Offsets cannot be committed now, trying again: {}", rootMessage(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.error("Offsets were not committed", e);
    }
  }

  private void commit() throws ExecutionException, InterruptedException {
    Map<Integer, Long> positions = tracker.positions();
    Map<TopicPartition, Long> changed = new HashMap<>();
    positions.forEach(
        (partition, position) -> {
          if (!position.equals(committed.get(partition))) {
            changed.put(new TopicPartition(topic, partition), position);
          }
        });
    if (!changed.isEmpty()) {
      group.commit(changed);
      committed = positions;
    }
  }

  /** Whether records were read that will not be finished in this run, so that it cannot get on. */
  public boolean hasLostRecords() {
    return recordsLost;
  }

  private void lookAtStandstills() {
    // In this order: a partition that comes in between has a position and is no standstill yet.
    Map<Integer, Long> lastFinished = tracker.lastFinished();
    standstills.look(tracker.positions(), lastFinished).stream()
        .filter(standstill -> standstill.rounds() % ROUNDS_BEFORE_ASKING == 0)
        .forEach(this::examine);
  }

  /** Goes on behind offsets that have no records. Where there is one, it is under way, or lost. */
  private void examine(Standstill standstill) {
    int partition = standstill.partition();
    long position = standstill.position();
    OptionalLong first = gaps.firstRecord(partition, position);
    if (first.isEmpty()) {
      return;
    }
    if (first.getAsLong() > position) {
      long end = tracker.gapEnds().getOrDefault(partition, position);
      tracker.skip(partition, position, Math.min(first.getAsLong(), end));
    } else if (standstill.rounds() >= ROUNDS_BEFORE_LOST
        && standstill.finishes() >= FINISHES_BEFORE_LOST
        && !recordsLost) {
      LOG.warn(
          "Partition {} is not finished at offset {}, and goes on being finished behind it: what was"
              + " read there got lost and has to be read again",
          partition,
          position);
      recordsLost = true;
    }
  }

  private static String rootMessage(Throwable failure) {
    return failure.getCause() == null ? failure.getMessage() : failure.getCause().getMessage();
  }

  /** Commits what is finished by now. */
  @Override
  public void close() {
    timer.shutdown();
    reception.close();
    synchronized (this) {
      try {
        commit();
      } catch (ExecutionException | KafkaException e) {
        LOG.warn("The last offsets are not committed: {}", rootMessage(e));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    admin.close(Duration.ofSeconds(1));
  }
}

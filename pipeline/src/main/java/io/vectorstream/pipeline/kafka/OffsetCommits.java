package io.vectorstream.pipeline.kafka;

import com.google.common.util.concurrent.ThreadFactoryBuilder;
import io.vectorstream.kafka.KafkaConnection;
import io.vectorstream.pipeline.kafka.OffsetTracker.Reached;
import io.vectorstream.shared.OutageLog;
import io.vectorstream.source.FinishedRecords;
import io.vectorstream.source.OffsetSpan;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits the offsets of a pipeline's finished records to its consumer group, once a second and at
 * the end. An offset is committed when all records before it are finished, in whatever order and on
 * whichever worker: who goes on from there misses nothing.
 *
 * <p>Nothing is committed for a topic that was made again meanwhile: its offsets are others. A
 * partition that has lost its last records is to be read from its beginning: the group is moved
 * back there, since new records may get the offsets of those that were finished.
 */
public final class OffsetCommits implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(OffsetCommits.class);
  private static final Duration INTERVAL = Duration.ofSeconds(1);
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  /**
   * Kafka forgets offsets of a group without members some time after they were committed, by
   * default after seven days, so those of quiet partitions are committed again.
   */
  private static final Duration RENEWAL = Duration.ofHours(1);

  private final OutageLog outages = new OutageLog(LOG, "Committing offsets");
  private final ReadRange range;
  private final Admin admin;
  private final ConsumerGroup group;
  private final Duration renewal;
  private final OffsetTracker tracker;
  private final AtomicLong workDone = new AtomicLong();
  private final Standstills standstills = new Standstills();
  private final FinishedRecords.Reception reception;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          new ThreadFactoryBuilder().setDaemon(true).setNameFormat("offset-commits").build());

  private final Map<TopicPartition, Long> committed;
  private final Set<TopicPartition> lostEnds = ConcurrentHashMap.newKeySet();
  private long renewedNanos = System.nanoTime();
  private volatile long records;
  private volatile boolean recordsLost;

  private OffsetCommits(
      KafkaConnection kafka,
      String groupId,
      ReadRange range,
      FinishedRecords finished,
      Duration renewal) {
    this.range = range;
    this.admin =
        kafka.admin(
            Map.of(
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) TIMEOUT.toMillis(),
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) TIMEOUT.toMillis()));
    this.group = new ConsumerGroup(admin, groupId);
    this.renewal = renewal;
    this.committed = new ConcurrentHashMap<>(range.starts());
    this.tracker = new OffsetTracker(committed);
    this.reception =
        finished.receive(
            new FinishedRecords.Receiver() {
              @Override
              public void finished(OffsetSpan finished) {
                tracker.finished(finished);
              }

              @Override
              public void workerIsGone() {
                LOG.warn("A worker is gone: what it had read has to be read again");
                recordsLost = true;
              }

              @Override
              public void workIsDone() {
                workDone.incrementAndGet();
              }

              @Override
              public void endIsLost(TopicPartition partition) {
                if (lostEnds.add(partition)) {
                  LOG.warn(
                      "{} has lost its last records, or its topic is another one: it has to be read"
                          + " from its beginning",
                      partition);
                }
                recordsLost = true;
              }
            });
  }

  /**
   * Begins to commit.
   *
   * @param range what is read; the group has committed its starts already
   */
  public static OffsetCommits start(
      KafkaConnection kafka, String groupId, ReadRange range, FinishedRecords finished) {
    return start(kafka, groupId, range, finished, RENEWAL);
  }

  static OffsetCommits start(
      KafkaConnection kafka,
      String groupId,
      ReadRange range,
      FinishedRecords finished,
      Duration renewal) {
    OffsetCommits commits = new OffsetCommits(kafka, groupId, range, finished, renewal);
    commits.timer.scheduleWithFixedDelay(
        commits::round, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    return commits;
  }

  /** Whether records were read that will not be finished in this pipeline, so that it is stuck. */
  public boolean hasLostRecords() {
    return recordsLost;
  }

  /** Whether all that was to be read is finished. */
  public boolean isFinished() {
    return range.isFinished(tracker.reached());
  }

  /** How many records are finished with all that were to be read before them. */
  public long finishedRecords() {
    return tracker.reached().records();
  }

  /** How many records lie before the offsets that are committed, and after the range's starts. */
  public long records() {
    return records;
  }

  /** By partition, the offset that is committed now. */
  public Map<TopicPartition, Long> committed() {
    return Map.copyOf(committed);
  }

  private synchronized void round() {
    try {
      commit();
      outages.worked();
      lookForLostRecords();
    } catch (ExecutionException | KafkaException e) {
      outages.failed(rootMessage(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.error("Offsets were not committed", e);
    }
  }

  private void commit() throws ExecutionException, InterruptedException {
    boolean renewing = System.nanoTime() - renewedNanos >= renewal.toNanos();
    Reached reached = tracker.reached();
    Set<TopicPartition> lost = Set.copyOf(lostEnds);
    Map<TopicPartition, Long> due = new HashMap<>(reached.positions());
    due.keySet().removeAll(lost);
    if (!renewing) {
      due.entrySet().removeIf(entry -> entry.getValue().equals(committed.get(entry.getKey())));
    }
    if (due.isEmpty() && lost.isEmpty()) {
      return;
    }
    SourceTopics topics = SourceTopics.find(admin, range.topics().ids().keySet());
    Predicate<TopicPartition> isSame =
        partition -> topics.hasSame(partition.topic(), range.topics());
    due.keySet().removeIf(isSame.negate());
    due.putAll(beginnings(lost.stream().filter(isSame).toList()));
    if (!due.isEmpty()) {
      group.commit(due, topics.ids());
      committed.putAll(due);
    }
    records = reached.records();
    if (renewing) {
      renewedNanos = System.nanoTime();
    }
  }

  private Map<TopicPartition, Long> beginnings(Collection<TopicPartition> partitions)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> question = new HashMap<>();
    partitions.forEach(partition -> question.put(partition, OffsetSpec.earliest()));
    Map<TopicPartition, Long> beginnings = new HashMap<>();
    admin
        .listOffsets(question)
        .all()
        .get()
        .forEach((partition, beginning) -> beginnings.put(partition, beginning.offset()));
    return beginnings;
  }

  private void lookForLostRecords() {
    Map<TopicPartition, Long> behind = tracker.standstills();
    standstills
        .findLost(behind, workDone.get(), System.nanoTime())
        .ifPresent(
            partition -> {
              if (!recordsLost) {
                LOG.warn(
                    "{} is not finished at offset {}, though the runner is done with all it had"
                        + " read: records got lost there and have to be read again",
                    partition,
                    behind.get(partition));
              }
              recordsLost = true;
            });
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

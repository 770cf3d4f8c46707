package io.vectorstream.pipeline.kafka;

import com.google.common.util.concurrent.ThreadFactoryBuilder;
import io.vectorstream.pipeline.UserMistakeException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices when a topic has got more partitions than are read: KafkaIO reads those that were there
 * when it began, and on some runners fails.
 */
public final class PartitionGrowth implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PartitionGrowth.class);
  private static final Duration INTERVAL = Duration.ofSeconds(10);

  private final KafkaTopics topics;
  private final String topic;
  private final int known;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          new ThreadFactoryBuilder().setDaemon(true).setNameFormat("partition-growth").build());

  private volatile boolean grown;

  private PartitionGrowth(String bootstrapServers, String topic, int known) {
    this.topics = new KafkaTopics(bootstrapServers);
    this.topic = topic;
    this.known = known;
  }

  /** Looks every ten seconds until it is closed. */
  public static PartitionGrowth watch(String bootstrapServers, String topic, int partitions) {
    return watch(bootstrapServers, topic, partitions, INTERVAL);
  }

  static PartitionGrowth watch(
      String bootstrapServers, String topic, int partitions, Duration interval) {
    PartitionGrowth growth = new PartitionGrowth(bootstrapServers, topic, partitions);
    growth.timer.scheduleWithFixedDelay(
        growth::look, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    return growth;
  }

  /** Whether the topic had more partitions at the last look. */
  public boolean hasGrown() {
    return grown;
  }

  /** Looks at once. */
  public synchronized void look() {
    if (grown) {
      return;
    }
    try {
      int partitions = topics.partitions(topic).orElse(known);
      if (partitions > known) {
        LOG.warn("The topic {} has {} partitions by now and had {}", topic, partitions, known);
        grown = true;
      }
    } catch (UserMistakeException e) {
      LOG.debug("Kafka could not be asked for partitions", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
    topics.close();
  }
}

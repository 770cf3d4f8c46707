package io.vectorstream.pipeline.kafka;

import com.google.common.util.concurrent.ThreadFactoryBuilder;
import io.vectorstream.kafka.KafkaConnection;
import io.vectorstream.pipeline.UserMistakeException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices when topics are not what they were when reading began: deleted, made again, or with more
 * partitions. KafkaIO sees nothing of that.
 */
public final class TopicWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TopicWatch.class);
  private static final Duration INTERVAL = Duration.ofSeconds(5);

  /** A broker that has just started may not know a topic yet. */
  private static final int LOOKS_BEFORE_DELETED = 2;

  private final KafkaTopics topics;
  private final SourceTopics known;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          new ThreadFactoryBuilder().setDaemon(true).setNameFormat("topic-watch").build());

  private int missing;
  private volatile boolean changed;

  private TopicWatch(KafkaConnection kafka, SourceTopics known) {
    this.topics = new KafkaTopics(kafka);
    this.known = known;
  }

  /** Looks every five seconds until it is closed. */
  public static TopicWatch start(KafkaConnection kafka, SourceTopics topics) {
    return start(kafka, topics, INTERVAL);
  }

  static TopicWatch start(KafkaConnection kafka, SourceTopics topics, Duration interval) {
    TopicWatch watch = new TopicWatch(kafka, topics);
    watch.timer.scheduleWithFixedDelay(
        watch::look, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    return watch;
  }

  /** Whether the topics were others at the last look. */
  public boolean hasSeenChange() {
    return changed;
  }

  /** Looks at once. */
  public synchronized void look() {
    if (changed) {
      return;
    }
    try {
      changed = isChanged(topics.find(known.ids().keySet()));
    } catch (UserMistakeException e) {
      LOG.debug("Kafka could not be asked about topics", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isChanged(SourceTopics now) {
    missing = known.ids().keySet().stream().allMatch(now::has) ? 0 : missing + 1;
    for (String topic : known.ids().keySet()) {
      if (!now.has(topic)) {
        if (missing >= LOOKS_BEFORE_DELETED) {
          LOG.warn("The topic {} was deleted", topic);
          return true;
        }
      } else if (!now.hasSame(topic, known)) {
        LOG.warn("The topic {} was deleted and made again", topic);
        return true;
      } else if (now.partitionsOf(topic) > known.partitionsOf(topic)) {
        LOG.warn(
            "The topic {} has {} partitions by now and had {}",
            topic,
            now.partitionsOf(topic),
            known.partitionsOf(topic));
        return true;
      }
    }
    return false;
  }

  @Override
  public void close() {
    timer.shutdownNow();
    topics.close();
  }
}

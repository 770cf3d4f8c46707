package io.vectorstream.chaos;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;

/** How far the offsets that a consumer group has committed are behind the ends of a topic. */
final class GroupLag implements AutoCloseable {

  private static final long LOOK_MILLIS = 500;

  private final TopicEnds topic;
  private final String groupId;

  GroupLag(String bootstrapServers, String topic, String groupId) {
    this.topic = new TopicEnds(bootstrapServers, topic);
    this.groupId = groupId;
  }

  /**
   * Waits until there is none.
   *
   * @return the lag, in offsets; more than 0 if it was there to the limit
   */
  long awaitNone(Duration limit) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    long lag = lag();
    while (lag > 0 && System.nanoTime() < deadline) {
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
      lag = lag();
    }
    return lag;
  }

  private long lag() {
    Map<TopicPartition, Long> committed = topic.committed(groupId);
    return topic.ends().entrySet().stream()
        .mapToLong(end -> end.getValue() - committed.getOrDefault(end.getKey(), 0L))
        .sum();
  }

  @Override
  public void close() {
    topic.close();
  }
}

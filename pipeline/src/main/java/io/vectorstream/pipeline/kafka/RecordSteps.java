package io.vectorstream.pipeline.kafka;

import io.vectorstream.kafka.KafkaConnection;
import io.vectorstream.pipeline.UserMistakeException;
import io.vectorstream.pipeline.kafka.ReadLimit.Step;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** Counts a topic's records by reading them, since its offsets do not tell how many there are. */
final class RecordSteps implements ReadLimit.Steps, AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int POLL_RECORDS = 10_000;

  /**
   * How long a broker waits for more where a partition ends. Meanwhile it is asked for no other
   * partition, so with Kafka's half a second each of them would cost as much.
   */
  private static final int FETCH_WAIT_MILLIS = 10;

  private final Consumer<byte[], byte[]> consumer;

  RecordSteps(KafkaConnection kafka) {
    consumer =
        kafka.consumer(
            Map.of(
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                IsolationLevel.READ_COMMITTED.toString(),
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false,
                // What retention deletes meanwhile is passed over here as it is by the reader.
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                POLL_RECORDS,
                ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                FETCH_WAIT_MILLIS));
  }

  /**
   * {@inheritDoc}
   *
   * @throws UserMistakeException if Kafka sends nothing for 20 seconds
   */
  @Override
  public Step forward(TopicPartition partition, long from, long wanted, long end) {
    consumer.assign(List.of(partition));
    consumer.seek(partition, from);
    long records = 0;
    long position = from;
    long movedAt = System.nanoTime();
    while (position < end) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        if (record.offset() >= end) {
          break;
        }
        records++;
        if (records == wanted) {
          return new Step(records, record.offset() + 1);
        }
      }
      long now = consumer.position(partition);
      if (now > position) {
        position = now;
        movedAt = System.nanoTime();
      } else if (System.nanoTime() - movedAt > PATIENCE.toNanos()) {
        throw new UserMistakeException(
            "Kafka has sent nothing of " + partition + " for " + PATIENCE.toSeconds() + " seconds");
      }
    }
    return new Step(records, end);
  }

  @Override
  public void close() {
    // Not even a moment for the broker: it has no group to leave, and a fetch may be under way.
    consumer.close(Duration.ZERO);
  }
}

package io.vectorstream.tools.reconcile;

import io.vectorstream.kafka.KafkaConnection;
import io.vectorstream.kafka.TopicSlice;
import io.vectorstream.pipeline.UserMistakeException;
import io.vectorstream.pipeline.kafka.KafkaFailure;
import io.vectorstream.tools.command.LeftRecords;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;

/**
 * Sends missing records through the pipeline again, by appending them to their topic, from where a
 * pipeline takes them that runs or will run.
 *
 * <p>Running the graph here on the missing records alone would append nothing, but it would have to
 * be told every option that the running pipeline has (model, text fields, version field, ...), and
 * a difference would store points unlike their neighbours. The topic is the one place where a
 * record meets the pipeline as it is configured. The price: the topic holds the record twice, which
 * changes nothing in the collection, where a point has its event's id, and may matter to other
 * readers of the topic, who can tell a copy by its headers (see {@link
 * io.vectorstream.deadletter.CopyProducer}).
 */
final class Repair implements AutoCloseable {

  private static final Duration PAUSE = Duration.ofMillis(500);

  private final KafkaConnection kafka;
  private final String topic;
  private final Resender resender;
  private long sent;

  private Repair(KafkaConnection kafka, String topic, Resender resender) {
    this.kafka = kafka;
    this.topic = topic;
    this.resender = resender;
  }

  /**
   * A repair of a topic, which has sent nothing yet.
   *
   * @param left gets the records that Kafka does not take
   * @throws UserMistakeException if Kafka's client does not take the addresses or the properties
   */
  static Repair open(KafkaConnection kafka, String topic, LeftRecords left) {
    try {
      return new Repair(kafka, topic, new Resender(kafka, left));
    } catch (KafkaException e) {
      throw new UserMistakeException(KafkaFailure.describeSettings(kafka, e), e);
    }
  }

  /** Looks for copies that the pipeline has yet to take. */
  void findCopies(TopicReader records, TopicSlice untaken, LongConsumer progress)
      throws InterruptedException {
    records.read(untaken, resender::remember, progress);
  }

  /**
   * Sends records, and returns when Kafka has answered about each.
   *
   * @throws UserMistakeException if Kafka does not take them in general
   */
  void send(List<CheckedRecord> missing) throws InterruptedException {
    try {
      resender.send(missing);
    } catch (KafkaException e) {
      throw new UserMistakeException(KafkaFailure.describe(kafka, List.of(topic), e), e);
    } finally {
      sent = resender.sent().size();
    }
  }

  /** How many records were sent. */
  long sent() {
    return sent;
  }

  /** How many were not, since the pipeline has yet to take a copy of them. */
  long waiting() {
    return resender.waiting();
  }

  /**
   * Waits until what was sent is stored or dead-lettered, but not longer than a time.
   *
   * @return how many of the records are not
   */
  long await(TopicReader records, Reconciliation reconciliation, Duration patience)
      throws InterruptedException {
    Positions open = resender.sent();
    long start = System.nanoTime();
    long patienceNanos = TimeUnit.NANOSECONDS.convert(patience);
    while (open.size() > 0 && System.nanoTime() - start < patienceNanos) {
      records.read(
          open.range(records.topic()),
          chunk -> removeSettled(open, reconciliation, chunk),
          progress -> {});
      if (open.size() > 0) {
        TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
      }
    }
    return open.size();
  }

  private static void removeSettled(
      Positions open, Reconciliation reconciliation, List<ConsumerRecord<byte[], byte[]>> chunk)
      throws InterruptedException {
    reconciliation.check(chunk.stream().filter(open::contains).toList()).stream()
        .filter(record -> !record.isMissing() && record.fate() != Fate.NOT_CARRIED_OUT)
        .forEach(settled -> open.remove(settled.record()));
  }

  @Override
  public void close() {
    resender.close();
  }
}

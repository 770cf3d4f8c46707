package io.vectorstream.tools.reconcile;

import io.vectorstream.kafka.KafkaConnection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;

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

  private final Resender resender;
  private long sent;

  Repair(KafkaConnection kafka) {
    resender = new Resender(kafka);
  }

  /** Sends records, and returns when Kafka has them. */
  void send(List<CheckedRecord> missing) throws InterruptedException {
    resender.send(missing);
    sent += missing.size();
  }

  /** How many records were sent. */
  long sent() {
    return sent;
  }

  /**
   * Waits until what was sent is stored or dead-lettered, but not longer than a time.
   *
   * @return how many of the records are not
   */
  long await(TopicReader records, Reconciliation reconciliation, Duration patience)
      throws InterruptedException {
    Positions open = resender.sent();
    long end = System.nanoTime() + patience.toNanos();
    while (open.size() > 0 && System.nanoTime() < end) {
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

package io.vectorstream.chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends events in transactions, of which one in ten is aborted on purpose.
 *
 * <p>A transaction that is to be committed is sent again until its commit is acknowledged. If the
 * broker dies in between, its events may be in the topic twice, as they may without transactions,
 * but never not at all. One that is to be aborted is committed by nobody, whatever happens. So what
 * became of each event is known for sure.
 */
final class TransactionalSending implements EventSending {

  private static final Logger LOG = LoggerFactory.getLogger(TransactionalSending.class);
  private static final int ABORTED_OF = 10;
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

  private final String bootstrapServers;
  private final String topic;
  private final int size;
  private final SplittableRandom random;
  private final List<Long> open = new ArrayList<>();
  private final BitSet aborted = new BitSet();
  private Producer<byte[], byte[]> producer;
  private boolean cutOff;
  private final AtomicLong committed = new AtomicLong();

  /**
   * Sends to a topic.
   *
   * @param size how many events make a transaction
   * @param seed of the choice which transactions are aborted
   */
  TransactionalSending(String bootstrapServers, String topic, int size, long seed) {
    this.bootstrapServers = bootstrapServers;
    this.topic = topic;
    this.size = size;
    random = new SplittableRandom(seed);
    producer = connect();
  }

  @Override
  public void send(long number) {
    if (open.isEmpty()) {
      cutOff = !succeeds(producer::beginTransaction);
    }
    open.add(number);
    if (!cutOff) {
      cutOff = !succeeds(() -> produce(number));
    }
    if (open.size() == size) {
      end();
    }
  }

  private void end() {
    if (random.nextInt(ABORTED_OF) == 0) {
      abort();
    } else {
      commit();
    }
    open.clear();
  }

  private void abort() {
    if (!cutOff) {
      succeeds(
          () -> {
            // What the broker has not got yet would not be sent any more.
            producer.flush();
            producer.abortTransaction();
          });
    }
    open.forEach(number -> aborted.set(Math.toIntExact(number)));
  }

  private void commit() {
    boolean done = !cutOff && succeeds(() -> producer.commitTransaction());
    while (!done) {
      done =
          succeeds(
              () -> {
                producer.beginTransaction();
                open.forEach(this::produce);
                producer.commitTransaction();
              });
    }
    committed.addAndGet(open.size());
  }

  private void produce(long number) {
    producer.send(NumberedEvents.record(topic, number, Instant.now()));
  }

  /** Takes a step; if it fails, a new producer of the same id aborts the transaction. */
  private boolean succeeds(Runnable step) {
    try {
      step.run();
      return true;
    } catch (InterruptException e) {
      throw e;
    } catch (KafkaException e) {
      LOG.warn("A transaction was cut off: {}", e.toString());
      producer.close(CLOSE_LIMIT);
      producer = connect();
      return false;
    }
  }

  private Producer<byte[], byte[]> connect() {
    return Producers.connect(bootstrapServers, topic + "-transactions");
  }

  @Override
  public long acknowledged() {
    return committed.get();
  }

  @Override
  public BitSet aborted() {
    return aborted;
  }

  @Override
  public void close() {
    if (!open.isEmpty()) {
      end();
    }
    producer.close();
  }
}

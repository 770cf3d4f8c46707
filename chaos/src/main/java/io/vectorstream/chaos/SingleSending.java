package io.vectorstream.chaos;

import java.time.Instant;
import java.util.BitSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Producer;

/** Sends each event by itself. */
final class SingleSending implements EventSending {

  private final String topic;
  private final Producer<byte[], byte[]> producer;
  private final AtomicLong acknowledged = new AtomicLong();
  private final AtomicReference<Exception> failure = new AtomicReference<>();

  SingleSending(String bootstrapServers, String topic) {
    this.topic = topic;
    producer = Producers.connect(bootstrapServers);
  }

  @Override
  public void send(long number) {
    producer.send(
        NumberedEvents.record(topic, number, Instant.now()),
        (metadata, exception) -> settled(exception));
  }

  private void settled(Exception exception) {
    if (exception == null) {
      acknowledged.incrementAndGet();
    } else {
      failure.compareAndSet(null, exception);
    }
  }

  @Override
  public long acknowledged() {
    return acknowledged.get();
  }

  @Override
  public BitSet aborted() {
    return new BitSet();
  }

  @Override
  public void close() {
    producer.close();
    if (failure.get() != null) {
      throw new ChaosException("An event could not be sent", failure.get());
    }
  }
}

package io.vectorstream.chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends numbered events at a steady rate, through any number of the broker's deaths. */
final class EventStream {

  private final String bootstrapServers;
  private final String topic;
  private final int rate;
  private final AtomicLong acknowledged = new AtomicLong();
  private final AtomicReference<Exception> failure = new AtomicReference<>();

  EventStream(String bootstrapServers, String topic, int rate) {
    this.bootstrapServers = bootstrapServers;
    this.topic = topic;
    this.rate = rate;
  }

  /** How many events the broker has acknowledged so far. */
  long acknowledged() {
    return acknowledged.get();
  }

  /**
   * Sends, and waits until all of it is acknowledged.
   *
   * @param time how long at least
   * @param startNanos when the first event is due
   * @param enough whether it may end when the time is over
   * @return how many events there were
   */
  long send(Duration time, long startNanos, BooleanSupplier enough) throws InterruptedException {
    long least = time.toMillis() * rate / 1_000;
    long number = 0;
    try (Producer<byte[], byte[]> producer = connect()) {
      for (; number < least || !enough.getAsBoolean(); number++) {
        long due = startNanos + TimeUnit.SECONDS.toNanos(1) * number / rate;
        TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
        producer.send(
            NumberedEvents.record(topic, number, Instant.now()),
            (metadata, exception) -> settled(exception));
      }
    }
    if (failure.get() != null) {
      throw new ChaosException("An event could not be sent", failure.get());
    }
    return number;
  }

  private void settled(Exception exception) {
    if (exception == null) {
      acknowledged.incrementAndGet();
    } else {
      failure.compareAndSet(null, exception);
    }
  }

  private Producer<byte[], byte[]> connect() {
    Map<String, Object> settings =
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
            true,
            ProducerConfig.ACKS_CONFIG,
            "all",
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
            Integer.MAX_VALUE,
            ProducerConfig.MAX_BLOCK_MS_CONFIG,
            Long.MAX_VALUE,
            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
            10_000);
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }
}

package io.vectorstream.pipeline.demo;

import io.vectorstream.local.generator.EventSink;
import io.vectorstream.local.generator.GeneratedEvent;
import io.vectorstream.pipeline.UserMistakeException;
import io.vectorstream.pipeline.kafka.KafkaFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.jspecify.annotations.Nullable;

/** Writes events to a Kafka topic. What goes wrong is told as a {@link UserMistakeException}. */
public final class KafkaSink implements EventSink {

  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(20);

  private final Producer<byte[], byte[]> producer;
  private final String topic;
  private final AtomicLong acknowledged = new AtomicLong();
  private final AtomicReference<Exception> failure = new AtomicReference<>();

  KafkaSink(Producer<byte[], byte[]> producer, String topic) {
    this.producer = producer;
    this.topic = topic;
  }

  /**
   * Connects to Kafka and looks for the topic, which a broker may create at this request if it is
   * set up to.
   *
   * @throws UserMistakeException if within 15 seconds no broker answers, or there is no such topic
   */
  public static KafkaSink connect(KafkaDestination destination) {
    requireBroker(destination);
    Producer<byte[], byte[]> producer = openProducer(destination);
    try {
      producer.partitionsFor(destination.topic());
    } catch (AuthorizationException e) {
      producer.close(Duration.ZERO);
      throw mistake("topic", sentence(destination, e), e);
    } catch (KafkaException e) {
      producer.close(Duration.ZERO);
      throw mistake(
          "topic",
          "there is no topic %s at %s, and the broker does not create it on request: %s"
              .formatted(
                  destination.topic(), destination.kafka().bootstrapServers(), e.getMessage()),
          e);
    }
    return new KafkaSink(producer, destination.topic());
  }

  private static Producer<byte[], byte[]> openProducer(KafkaDestination destination) {
    try {
      return destination.kafka().producer(destination.producerSettings());
    } catch (KafkaException e) {
      throw new UserMistakeException(KafkaFailure.describeSettings(destination.kafka(), e), e);
    }
  }

  @Override
  public void send(GeneratedEvent event) {
    requireNoFailure();
    try {
      ProducerRecord<byte[], byte[]> record =
          new ProducerRecord<>(topic, event.key(), event.value());
      Future<?> unused = producer.send(record, (metadata, e) -> delivered(e));
    } catch (KafkaException e) {
      failure.compareAndSet(null, e);
      requireNoFailure();
    }
  }

  @Override
  public void flush() {
    producer.flush();
    requireNoFailure();
  }

  @Override
  public void close() {
    // After a failure nobody waits for the rest: it would only fail later.
    producer.close(failure.get() == null ? CLOSE_TIMEOUT : Duration.ZERO);
  }

  private void delivered(@Nullable Exception exception) {
    if (exception == null) {
      acknowledged.incrementAndGet();
    } else {
      failure.compareAndSet(null, exception);
    }
  }

  private void requireNoFailure() {
    Exception cause = failure.get();
    if (cause != null) {
      throw unreachable(
          "Kafka took %s events for topic %s and then failed: %s"
              .formatted(acknowledged.get(), topic, cause.getMessage()),
          cause);
    }
  }

  /** Asks for the cluster first, because a producer cannot tell a missing broker from a topic. */
  private static void requireBroker(KafkaDestination destination) {
    int patience = Math.toIntExact(KafkaDestination.PATIENCE.toMillis());
    Map<String, Object> settings =
        Map.of(
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, patience,
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, patience);
    try (Admin admin = destination.kafka().admin(settings)) {
      admin.describeCluster().nodes().get(patience, TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw unreachable(sentence(destination, e.getCause()), e);
    } catch (TimeoutException e) {
      throw unreachable(
          sentence(destination, new org.apache.kafka.common.errors.TimeoutException(e)), e);
    } catch (KafkaException e) {
      if (destination.kafka().propertiesFile() != null) {
        throw new UserMistakeException(KafkaFailure.describeSettings(destination.kafka(), e), e);
      }
      Throwable reason = e.getCause() == null ? e : e.getCause();
      throw unreachable(
          "%s is no address of a Kafka broker: %s"
              .formatted(destination.kafka().bootstrapServers(), reason.getMessage()),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unreachable(
          "interrupted while waiting for " + destination.kafka().bootstrapServers(), e);
    }
  }

  private static String sentence(KafkaDestination destination, Throwable failure) {
    return KafkaFailure.describe(destination.kafka(), List.of(destination.topic()), failure);
  }

  private static UserMistakeException unreachable(String message, Throwable cause) {
    return mistake("bootstrapServers", message, cause);
  }

  private static UserMistakeException mistake(String option, String message, Throwable cause) {
    return new UserMistakeException("--" + option + ": " + message, cause);
  }
}

package io.vectorstream.deadletter;

import io.vectorstream.shared.SerializableConsumer;
import io.vectorstream.shared.SharedResources;
import io.vectorstream.shared.SharedResources.Lease;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends letters as they come, and waits at the end of the bundle until the brokers have them. */
final class DeadLetterFn extends DoFn<DeadLetter, Void> {

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(DeadLetterFn.class);

  /**
   * Shared, since runners may set a DoFn up for every bundle, and a producer has threads and
   * connections.
   */
  private static final SharedResources<ProducerFactory, Producer<byte[], byte[]>> PRODUCERS =
      new SharedResources<>(Duration.ofMinutes(1));

  private final SerializableFunction<String, String> topicOf;
  private final ProducerFactory producers;
  private final @Nullable SerializableConsumer<DeadLetter> acknowledged;
  private final Counter deadLettered =
      Metrics.counter(DeadLetters.class, DeadLetters.EVENTS_DEAD_LETTERED.getName());

  private transient @Nullable Lease<Producer<byte[], byte[]>> producer;
  private transient List<Sent> sent;

  private record Sent(DeadLetter letter, Future<RecordMetadata> acknowledgement) {}

  DeadLetterFn(
      SerializableFunction<String, String> topicOf,
      ProducerFactory producers,
      @Nullable SerializableConsumer<DeadLetter> acknowledged) {
    this.topicOf = topicOf;
    this.producers = producers;
    this.acknowledged = acknowledged;
  }

  @StartBundle
  public void startBundle() {
    sent = new ArrayList<>();
  }

  @ProcessElement
  public void send(@Element DeadLetter letter) throws IOException, InterruptedException {
    Sent one = new Sent(letter, send(DeadLetterHeaders.toRecord(letter, topicOf(letter))));
    // A producer that does not know the topic has waited for it before it comes back, and would
    // wait as long for each letter that follows.
    if (one.acknowledgement().isDone()) {
      isTaken(one);
    }
    sent.add(one);
  }

  private Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
    // Letters are rare: a worker that never sees one never connects.
    if (producer == null) {
      producer = PRODUCERS.acquire(producers, ProducerFactory::open);
    }
    try {
      return producer.get().send(record);
    } catch (RuntimeException e) {
      retireProducer();
      throw e;
    }
  }

  @FinishBundle
  public void awaitAcknowledgements() throws IOException, InterruptedException {
    for (Sent one : sent) {
      if (!isTaken(one)) {
        sendWithoutContent(one.letter());
      }
    }
    deadLettered.inc(sent.size());
    sent.forEach(one -> counterOf(LetterKind.of(one.letter())).inc());
    if (acknowledged != null) {
      sent.forEach(one -> acknowledged.accept(one.letter()));
    }
  }

  /** Waits until the brokers have a letter; they do not if it is too large. */
  private boolean isTaken(Sent one) throws IOException, InterruptedException {
    try {
      one.acknowledgement().get();
      return true;
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof RecordTooLargeException)) {
        throw refused(one.letter(), e.getCause());
      }
      return false;
    }
  }

  private static Counter counterOf(LetterKind kind) {
    return Metrics.counter(DeadLetters.class, kind.counter().getName());
  }

  /** A record that is too large for a dead letter can still be read where it came from. */
  private void sendWithoutContent(DeadLetter letter) throws IOException, InterruptedException {
    LOG.warn(
        "{}-{} at offset {} is too large for a dead letter, which only says where it is",
        letter.source().topic(),
        letter.source().partition(),
        letter.source().offset());
    Future<RecordMetadata> acknowledgement =
        send(DeadLetterHeaders.toRecordWithoutContent(letter, topicOf(letter)));
    try {
      acknowledgement.get();
    } catch (ExecutionException e) {
      throw refused(letter, e.getCause());
    }
  }

  private String topicOf(DeadLetter letter) {
    return topicOf.apply(letter.source().topic());
  }

  private IOException refused(DeadLetter letter, Throwable cause) {
    retireProducer();
    return new IOException(
        "Kafka did not take a dead letter for topic " + topicOf(letter) + ": " + cause.getMessage(),
        cause);
  }

  /** After some failures a producer fails for ever, and nothing shows which they are. */
  private void retireProducer() {
    if (producer != null) {
      producer.retire();
      producer = null;
    }
  }

  @Teardown
  public void close() {
    if (producer != null) {
      producer.close();
      producer = null;
    }
  }
}

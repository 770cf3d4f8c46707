package io.vectorstream.deadletter;

import io.vectorstream.shared.SerializableConsumer;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends letters as they come and waits for the brokers at the end of the bundle. */
final class DeadLetterFn extends DoFn<DeadLetter, Void> {

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(DeadLetterFn.class);

  /** Opens the producer on the worker. */
  interface ProducerFactory extends Supplier<Producer<byte[], byte[]>>, Serializable {}

  private final SerializableFunction<String, String> topicOf;
  private final ProducerFactory producers;
  private final @Nullable SerializableConsumer<DeadLetter> acknowledged;
  private final Counter deadLettered =
      Metrics.counter(DeadLetters.class, DeadLetters.EVENTS_DEAD_LETTERED.getName());

  private transient Producer<byte[], byte[]> producer;
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
  public void send(@Element DeadLetter letter) {
    // Letters are rare: a worker that never sees one never connects.
    if (producer == null) {
      producer = producers.get();
    }
    sent.add(new Sent(letter, producer.send(DeadLetterHeaders.toRecord(letter, topicOf(letter)))));
  }

  @FinishBundle
  public void awaitAcknowledgements() throws IOException, InterruptedException {
    if (sent.isEmpty()) {
      return;
    }
    producer.flush();
    for (Sent one : sent) {
      try {
        one.acknowledgement().get();
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof RecordTooLargeException)) {
          throw refused(one.letter(), e.getCause());
        }
        sendWithoutContent(one.letter());
      }
    }
    deadLettered.inc(sent.size());
    if (acknowledged != null) {
      sent.forEach(one -> acknowledged.accept(one.letter()));
    }
  }

  /** A record that no dead letter can hold is still where it was read from: that has to do. */
  private void sendWithoutContent(DeadLetter letter) throws IOException, InterruptedException {
    LOG.warn(
        "{}-{} at offset {} is too large for a dead letter, which only says where it is",
        letter.source().topic(),
        letter.source().partition(),
        letter.source().offset());
    Future<RecordMetadata> acknowledgement =
        producer.send(DeadLetterHeaders.toRecordWithoutContent(letter, topicOf(letter)));
    producer.flush();
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
    return new IOException(
        "Kafka did not take a dead letter for topic " + topicOf(letter) + ": " + cause.getMessage(),
        cause);
  }

  @Teardown
  public void close() {
    if (producer != null) {
      producer.close();
      producer = null;
    }
  }
}

package io.vectorstream.chaos.walk;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vectorstream.chaos.ChaosException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Sends batches of records, each with a header that says which one it is. */
final class RecordSender implements AutoCloseable {

  private static final String NUMBER = "walk";
  private static final int LARGEST_REQUEST = 16 << 20;

  private final Map<String, Object> settings;
  private final Producer<byte[], byte[]> plain;
  private final String transactionalId;
  private final List<PlannedRecord> sent = new ArrayList<>();
  private final AtomicReference<Exception> failure = new AtomicReference<>();
  private @Nullable Producer<byte[], byte[]> transactional;

  RecordSender(String bootstrapServers, String transactionalId) {
    settings =
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
            ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_REQUEST,
            // The broker's limit is for what arrives: much can come of few bytes.
            ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    this.transactionalId = transactionalId;
    plain = connect(settings);
  }

  /** Sends a batch, and waits until the broker has it. */
  synchronized void send(Batch batch) {
    if (batch.ending() == Batch.Ending.WITHOUT_TRANSACTION) {
      sendAll(batch, plain);
      return;
    }
    Producer<byte[], byte[]> producer = transactional();
    producer.beginTransaction();
    sendAll(batch, producer);
    if (batch.ending() == Batch.Ending.COMMITTED) {
      producer.commitTransaction();
    } else {
      producer.abortTransaction();
    }
  }

  /** The record that was sent and is read again here. */
  PlannedRecord planned(ConsumerRecord<byte[], byte[]> record) {
    byte[] number = record.headers().lastHeader(NUMBER).value();
    return sent.get(Integer.parseInt(new String(number, UTF_8)));
  }

  private void sendAll(Batch batch, Producer<byte[], byte[]> producer) {
    for (PlannedRecord planned : batch.records()) {
      ProducerRecord<byte[], byte[]> record =
          new ProducerRecord<>(
              planned.topic(), planned.partition(), planned.key(), planned.value());
      record.headers().add(NUMBER, Integer.toString(sent.size()).getBytes(UTF_8));
      sent.add(planned);
      producer.send(record, (metadata, e) -> failure.compareAndSet(null, e));
    }
    producer.flush();
    if (failure.get() != null) {
      throw new ChaosException("A record could not be sent", failure.get());
    }
  }

  private Producer<byte[], byte[]> transactional() {
    if (transactional == null) {
      Map<String, Object> own = new HashMap<>(settings);
      own.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
      transactional = connect(own);
      transactional.initTransactions();
    }
    return transactional;
  }

  private static Producer<byte[], byte[]> connect(Map<String, Object> settings) {
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  @Override
  public void close() {
    plain.close();
    if (transactional != null) {
      transactional.close();
    }
  }
}

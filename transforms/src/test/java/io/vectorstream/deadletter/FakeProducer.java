package io.vectorstream.deadletter;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** A producer whose brokers acknowledge at once what they are not told to refuse. */
final class FakeProducer extends MockProducer<byte[], byte[]> {

  final CountDownLatch whenClosed = new CountDownLatch(1);
  private Function<ProducerRecord<byte[], byte[]>, @Nullable Exception> refusal = record -> null;

  FakeProducer() {
    super(true, null, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Refuses from now on the records that the function has an exception for. */
  void refuse(Function<ProducerRecord<byte[], byte[]>, @Nullable Exception> refusal) {
    this.refusal = refusal;
  }

  @Override
  public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
    Exception refused = refusal.apply(record);
    return refused == null ? super.send(record) : CompletableFuture.failedFuture(refused);
  }

  @Override
  public void close() {
    super.close();
    whenClosed.countDown();
  }
}

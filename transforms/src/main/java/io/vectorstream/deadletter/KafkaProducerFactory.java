package io.vectorstream.deadletter;

import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Opens producers of Kafka's own client.
 *
 * @param settings what the client is told, by Kafka's names; they travel with the graph
 */
record KafkaProducerFactory(Map<String, Object> settings) implements ProducerFactory {

  @Override
  public Producer<byte[], byte[]> open() {
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }
}

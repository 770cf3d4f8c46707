package io.vectorstream.deadletter;

import io.vectorstream.kafka.KafkaConnection;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;

/**
 * Opens producers of Kafka's own client.
 *
 * @param settings the client's settings by Kafka's names; they travel with the graph
 */
record KafkaProducerFactory(KafkaConnection kafka, Map<String, Object> settings)
    implements ProducerFactory {

  @Override
  public Producer<byte[], byte[]> open() {
    return kafka.producer(settings);
  }
}

package io.vectorstream.benchmarks;

import io.vectorstream.local.generator.EventGenerator;
import io.vectorstream.local.generator.GeneratedEvent;
import io.vectorstream.local.generator.GeneratorConfig;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A topic of generated events about a number of products. */
final class GeneratedStream {

  private static final int PARTITIONS = 2;

  private GeneratedStream() {}

  /** Creates the topic and sends the events. */
  static void send(String bootstrapServers, String topic, int products, int events)
      throws ExecutionException, InterruptedException {
    StreamTopic.create(bootstrapServers, topic, PARTITIONS);
    EventGenerator generator =
        new EventGenerator(GeneratorConfig.defaults().withProducts(products));
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.LINGER_MS_CONFIG,
                20),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (int index = 0; index < events; index++) {
        GeneratedEvent event = generator.next();
        producer.send(new ProducerRecord<>(topic, index % PARTITIONS, event.key(), event.value()));
      }
    }
  }
}

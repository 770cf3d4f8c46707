package io.vectorstream.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vectorstream.local.generator.EventGenerator;
import io.vectorstream.local.generator.GeneratorConfig;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A topic of generated events, each about a product with a text of its own. */
public final class DistinctStream {

  private static final int PARTITIONS = 4;

  private DistinctStream() {}

  /** Creates the topic and sends the events. */
  public static void send(String bootstrapServers, String topic, int events)
      throws IOException, ExecutionException, InterruptedException {
    StreamTopic.create(bootstrapServers, topic, PARTITIONS);
    EventGenerator generator = new EventGenerator(GeneratorConfig.defaults());
    BenchmarkTexts texts = new BenchmarkTexts();
    ObjectMapper json = new ObjectMapper();
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
        ObjectNode event = (ObjectNode) json.readTree(generator.next().value());
        event
            .putObject("product")
            .put("id", "P" + index)
            .put("name", texts.next())
            .put("price", 9.99);
        producer.send(
            new ProducerRecord<>(
                topic, index % PARTITIONS, null, null, json.writeValueAsBytes(event)));
      }
    }
  }
}

package io.vectorstream.kafka;

import com.google.auto.value.AutoValue;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.beam.sdk.transforms.display.HasDisplayData;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Where Kafka is and how to speak to it.
 *
 * <pre>{@code
 * KafkaConnection.of("broker-1.example:9092,broker-2.example:9092");
 * }</pre>
 */
@AutoValue
public abstract class KafkaConnection implements HasDisplayData, Serializable {

  private static final long serialVersionUID = 1L;

  /** The brokers' addresses as given, {@code host:port} separated by commas. */
  public abstract String bootstrapServers();

  /**
   * A connection to brokers. The addresses are looked at by whoever connects.
   *
   * @param bootstrapServers {@code host:port}, or several separated by commas
   */
  public static KafkaConnection of(String bootstrapServers) {
    return new AutoValue_KafkaConnection(bootstrapServers);
  }

  /**
   * Opens an admin client, which the caller closes. The brokers are not asked anything yet.
   *
   * @param settings what the caller wants of it, by Kafka's names
   * @throws org.apache.kafka.common.KafkaException if Kafka's client does not take the addresses
   */
  public Admin admin(Map<String, ?> settings) {
    return Admin.create(complete(settings));
  }

  /**
   * Opens a consumer of bytes, which the caller closes. The brokers are not asked anything yet.
   *
   * @param settings what the caller wants of it, by Kafka's names
   * @throws org.apache.kafka.common.KafkaException if Kafka's client does not take the addresses
   */
  public Consumer<byte[], byte[]> consumer(Map<String, ?> settings) {
    return new KafkaConsumer<>(
        consumerSettings(settings), new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /**
   * Opens a producer of bytes, which the caller closes. The brokers are not asked anything yet.
   *
   * @param settings what the caller wants of it, by Kafka's names
   * @throws org.apache.kafka.common.KafkaException if Kafka's client does not take the addresses
   */
  public Producer<byte[], byte[]> producer(Map<String, ?> settings) {
    return new KafkaProducer<>(
        complete(settings), new ByteArraySerializer(), new ByteArraySerializer());
  }

  /**
   * All that a consumer is told, for one that is not opened here.
   *
   * @param settings what the caller wants of it, by Kafka's names
   */
  public Map<String, Object> consumerSettings(Map<String, ?> settings) {
    return complete(settings);
  }

  private Map<String, Object> complete(Map<String, ?> settings) {
    Map<String, Object> complete = new HashMap<>(settings);
    complete.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers());
    return complete;
  }

  @Override
  public void populateDisplayData(DisplayData.Builder builder) {
    builder.add(
        DisplayData.item("bootstrapServers", bootstrapServers()).withLabel("Kafka's addresses"));
  }
}

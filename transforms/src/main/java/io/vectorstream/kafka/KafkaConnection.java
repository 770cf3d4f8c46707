package io.vectorstream.kafka;

import static com.google.common.base.Preconditions.checkArgument;

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
import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Where Kafka is and how to speak to it.
 *
 * <pre>{@code
 * KafkaConnection.of("broker-1.example:9092,broker-2.example:9092")
 *     .withPropertiesFile("/etc/vectorstream/kafka.properties");
 * }</pre>
 *
 * <p>The connection holds the file's name, and whoever opens a client reads the file, so that no
 * password gets into a serialized pipeline. The file has to be there on every worker. What it says
 * goes before the settings that the opener of a client wants, but for the properties that delivery
 * depends on, which a file cannot set, and the limit of a call's time, which it can only shorten.
 */
@AutoValue
public abstract class KafkaConnection implements HasDisplayData, Serializable {

  private static final long serialVersionUID = 1L;

  /** The brokers' addresses as given, {@code host:port} separated by commas. */
  public abstract String bootstrapServers();

  /** The file of properties for Kafka's clients, or null. */
  public abstract @Nullable String propertiesFile();

  /**
   * A connection to brokers. The addresses are looked at by whoever connects.
   *
   * @param bootstrapServers {@code host:port}, or several separated by commas
   */
  public static KafkaConnection of(String bootstrapServers) {
    return new AutoValue_KafkaConnection(bootstrapServers, null);
  }

  /**
   * Gives clients the properties of a file, by Kafka's names: any of a consumer, a producer or an
   * admin client. A value may refer to an environment variable as {@code ${env:NAME}}, to a whole
   * file as {@code ${directory:/path:file}}, and to a property of another file as {@code
   * ${file:/path.properties:key}}. By default there are none.
   */
  public KafkaConnection withPropertiesFile(String file) {
    checkArgument(!file.isBlank(), "the properties file has to be named, it is blank");
    return new AutoValue_KafkaConnection(bootstrapServers(), file);
  }

  /**
   * Reads the properties file as clients will, and warns of each property that no client of Kafka
   * knows. No client is opened.
   *
   * @throws KafkaPropertiesException if the file cannot be read, or holds what it must not
   */
  public void checkProperties() {
    if (propertiesFile() == null) {
      return;
    }
    PropertiesFile properties = PropertiesFile.read(propertiesFile());
    PropertiesCheck.requireValid(propertiesFile(), properties);
    PropertiesCheck.warnOfUnknown(propertiesFile(), properties);
  }

  /**
   * The protocol that clients speak to the brokers.
   *
   * @throws KafkaPropertiesException if the properties file cannot be read
   */
  public SecurityProtocol securityProtocol() {
    return SecurityProtocol.forName(
        complete(ClientKind.ADMIN, Map.of())
            .getOrDefault(
                CommonClientConfigs.SECURITY_PROTOCOL_CONFIG,
                CommonClientConfigs.DEFAULT_SECURITY_PROTOCOL)
            .toString()
            .strip());
  }

  /**
   * Opens an admin client, which the caller closes. The brokers are not asked anything yet.
   *
   * @param settings what the caller wants of it, by Kafka's names
   * @throws org.apache.kafka.common.KafkaException if Kafka's client does not take the addresses or
   *     the properties
   * @throws KafkaPropertiesException if the properties file cannot be read
   */
  public Admin admin(Map<String, ?> settings) {
    return Admin.create(complete(ClientKind.ADMIN, settings));
  }

  /**
   * Opens a consumer of bytes, which the caller closes. The brokers are not asked anything yet.
   *
   * @param settings what the caller wants of it, by Kafka's names
   * @throws org.apache.kafka.common.KafkaException if Kafka's client does not take the addresses or
   *     the properties
   * @throws KafkaPropertiesException if the properties file cannot be read
   */
  public Consumer<byte[], byte[]> consumer(Map<String, ?> settings) {
    return new KafkaConsumer<>(
        consumerSettings(settings), new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /**
   * Opens a producer of bytes, which the caller closes. The brokers are not asked anything yet.
   *
   * @param settings what the caller wants of it, by Kafka's names
   * @throws org.apache.kafka.common.KafkaException if Kafka's client does not take the addresses or
   *     the properties
   * @throws KafkaPropertiesException if the properties file cannot be read
   */
  public Producer<byte[], byte[]> producer(Map<String, ?> settings) {
    return new KafkaProducer<>(
        complete(ClientKind.PRODUCER, settings),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  /**
   * All that a consumer is told, for one that is not opened here.
   *
   * @param settings what the caller wants of it, by Kafka's names
   */
  public Map<String, Object> consumerSettings(Map<String, ?> settings) {
    return complete(ClientKind.CONSUMER, settings);
  }

  private Map<String, Object> complete(ClientKind client, Map<String, ?> settings) {
    Map<String, Object> complete = new HashMap<>(settings);
    if (propertiesFile() != null) {
      Map<String, String> properties = PropertiesFile.read(propertiesFile()).of(client);
      complete.putAll(properties);
      Timeouts.fit(complete, settings, properties);
    }
    complete.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers());
    return complete;
  }

  @Override
  public void populateDisplayData(DisplayData.Builder builder) {
    builder
        .add(
            DisplayData.item("bootstrapServers", bootstrapServers()).withLabel("Kafka's addresses"))
        .addIfNotNull(
            DisplayData.item("propertiesFile", propertiesFile())
                .withLabel("Kafka's properties file"));
  }
}

package io.vectorstream.serve.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectorstream.local.kafka.EmbeddedKafka;
import io.vectorstream.local.qdrant.EmbeddedQdrant;
import io.vectorstream.pipeline.Drain;
import io.vectorstream.pipeline.VectorStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** A run of the application that reads until it is told to stop, and serves its page. */
final class ServedShop implements AutoCloseable {

  static final String TOKEN = "a-token-that-nobody-guesses";

  private static final Pattern ADDRESS = Pattern.compile("Look at it, and search, at (\\S+)");
  private static final String TOPIC = "events";

  private final EmbeddedKafka kafka;
  private final EmbeddedQdrant store;
  private final Drain drain = new Drain();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final CompletableFuture<Integer> run;

  ServedShop(Path folder) throws Exception {
    kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0, Map.of());
    store = EmbeddedQdrant.start(folder.resolve("store"));
    kafka.createTopic(TOPIC, 3);
    Path token = Files.writeString(folder.resolve("token"), TOKEN + "\n");
    String[] options = {
      "--runner=SparkRunner",
      "--bootstrapServers=" + kafka.bootstrapServers(),
      "--qdrantUrl=" + store.url(),
      "--topic=" + TOPIC,
      "--startFrom=earliest",
      "--httpPort=0",
      "--httpTokenFile=" + token
    };
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    run = CompletableFuture.supplyAsync(() -> VectorStream.run(options, drain, stream, stream));
  }

  /** Where the page is, as the run has said. */
  String url() {
    Browser.await("the run says where its page is", () -> said().find());
    Matcher said = said();
    assertThat(said.find()).isTrue();
    return said.group(1);
  }

  private Matcher said() {
    assertThat(run.isDone()).as(out.toString(StandardCharsets.UTF_8)).isFalse();
    return ADDRESS.matcher(out.toString(StandardCharsets.UTF_8));
  }

  void send(List<String> values) throws Exception {
    Map<String, Object> settings =
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            kafka.bootstrapServers(),
            ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
            1);
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
      for (String value : values) {
        producer.send(new ProducerRecord<>(TOPIC, value));
      }
    }
  }

  @Override
  public void close() throws Exception {
    drain.request();
    assertThat(run.get()).as(out.toString(StandardCharsets.UTF_8)).isZero();
    store.close();
    kafka.close();
  }
}

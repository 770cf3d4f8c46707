package io.vectorstream.benchmarks.longrun;

import static io.vectorstream.benchmarks.MarkdownTable.format;
import static io.vectorstream.benchmarks.MarkdownTable.head;
import static io.vectorstream.benchmarks.MarkdownTable.row;

import io.vectorstream.benchmarks.Machine;
import io.vectorstream.benchmarks.Services;
import io.vectorstream.benchmarks.StreamTopic;
import io.vectorstream.local.JvmFlags;
import io.vectorstream.local.generator.EventGenerator;
import io.vectorstream.local.generator.GeneratedEvent;
import io.vectorstream.local.generator.GeneratorConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A run on SparkRunner that finds millions of records waiting in many partitions, with the broker
 * and the store in processes of their own.
 */
final class Backlog {

  private static final String TOPIC = "backlog";

  /** How many of the records are different; the others are these again. */
  private static final int DIFFERENT = 100_000;

  private static final long LOOK_MILLIS = 500;

  private Backlog() {}

  /**
   * Runs it and prints a table. The arguments, which may be left out, are the number of records
   * (5,000,000) and of partitions (64).
   */
  public static void main(String[] args) throws Exception {
    int records = args.length < 1 ? 5_000_000 : Integer.parseInt(args[0]);
    int partitions = args.length < 2 ? 64 : Integer.parseInt(args[1]);
    List<String> jvmFlags = JvmFlags.read();
    try (Services services = Services.start(jvmFlags)) {
      StreamTopic.create(services.bootstrapServers(), TOPIC, partitions);
      send(services.bootstrapServers(), records, partitions);
      read(jvmFlags, services, records, partitions);
    }
  }

  private static void send(String bootstrapServers, int records, int partitions) {
    EventGenerator generator = new EventGenerator(GeneratorConfig.defaults());
    List<GeneratedEvent> events =
        Stream.generate(generator::next).limit(Math.min(records, DIFFERENT)).toList();
    Map<String, Object> settings =
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ProducerConfig.LINGER_MS_CONFIG,
            20,
            ProducerConfig.BATCH_SIZE_CONFIG,
            1 << 18);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (int index = 0; index < records; index++) {
        GeneratedEvent event = events.get(index % events.size());
        producer.send(new ProducerRecord<>(TOPIC, index % partitions, event.key(), event.value()));
      }
    }
  }

  private static void read(List<String> jvmFlags, Services services, int records, int partitions)
      throws Exception {
    Path folder = Files.createTempDirectory("vectorstream-backlog");
    int port = LiveFigures.freePort();
    try (RunProcess run =
            RunProcess.start(
                folder,
                jvmFlags,
                services.options(TOPIC, TOPIC, "--startFrom=earliest", "--httpPort=" + port));
        LiveFigures live = LiveFigures.await(run, port)) {
      double first = awaitStored(run, live, 1);
      long commitsBefore = Commits.count(services.bootstrapServers());
      double last = awaitStored(run, live, records);
      while (live.figure("lag") != 0) {
        run.requireAlive();
        TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
      }
      long commits = Commits.count(services.bootstrapServers()) - commitsBefore;
      double megabytes = run.mostMegabytes();
      run.drain();

      System.out.printf(
          "%s. %,d records in %d partitions, waiting when the run starts.%n%n",
          Machine.describe(), records, partitions);
      head("a run on SparkRunner", "measured");
      row("from its start to the first stored event", format("%,.1f s", first));
      row("events/s from then on", format("%,.0f", records / (last - first)));
      row("resident memory", format("%,.0f MB at most", megabytes));
      row(
          "committed offsets, one for a partition",
          format("%,.1f a second", commits / (last - first)));
    }
  }

  /** The seconds from the run's start until that many are stored. */
  private static double awaitStored(RunProcess run, LiveFigures live, long stored)
      throws IOException, InterruptedException {
    while (live.figure("stored") < stored) {
      run.requireAlive();
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
    return run.seconds();
  }
}

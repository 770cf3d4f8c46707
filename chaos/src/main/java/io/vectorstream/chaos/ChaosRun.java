package io.vectorstream.chaos;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run: everything is started, killed by plan while events stream, drained and compared. */
final class ChaosRun {

  private static final Logger LOG = LoggerFactory.getLogger(ChaosRun.class);
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration LAG_LIMIT = Duration.ofMinutes(1);
  private static final Duration TERMINATION_LIMIT = Duration.ofMinutes(2);
  private static final long LOOK_MILLIS = 200;

  private final ChaosSettings settings;
  private final Outages outages = new Outages();

  ChaosRun(ChaosSettings settings) {
    this.settings = settings;
  }

  /**
   * Runs to the end.
   *
   * @throws ChaosException if it could not be run, with the ends of the services' logs
   */
  ChaosResult run() throws InterruptedException {
    try (Services services = new Services(settings, outages)) {
      Thread hook = new Thread(services::close, "kill-services");
      Runtime.getRuntime().addShutdownHook(hook);
      try {
        return run(services);
      } catch (IOException | RuntimeException e) {
        throw new ChaosException(e.getMessage() + "\n" + services.logTails(), e);
      } finally {
        Runtime.getRuntime().removeShutdownHook(hook);
      }
    } catch (IOException e) {
      throw new ChaosException("The folder cannot be used: " + e.getMessage(), e);
    }
  }

  private ChaosResult run(Services services) throws IOException, InterruptedException {
    services.start(Service.BROKER);
    services.start(Service.STORE);
    createTopic(services.bootstrapServers());
    services.start(Service.PIPELINE);
    EventStream stream = stream(services.bootstrapServers());
    try (StoredPoints points = points(services)) {
      awaitCollection(points);
      try (Watch watch = new Watch(points(services), stream, outages)) {
        watch.start();
        StreamedEvents sent = streamAndKill(services, stream);
        return settle(services, points, sent);
      }
    }
  }

  private StreamedEvents streamAndKill(Services services, EventStream stream)
      throws InterruptedException {
    long start = System.nanoTime();
    for (Service service : Service.values()) {
      services.get(service).startKilling(start);
    }
    return stream.send(settings.stream(), start, services::allThrough);
  }

  private ChaosResult settle(Services services, StoredPoints points, StreamedEvents sent)
      throws InterruptedException {
    LOG.info("The stream has ended: {} events", sent.count());
    long ended = System.nanoTime();
    SentRecords topic = SentRecords.read(services.bootstrapServers(), Services.TOPIC);
    try (DeadLetterLog letters =
        new DeadLetterLog(services.bootstrapServers(), Services.DEAD_LETTER_TOPIC)) {
      long malformed = topic.malformed().values().stream().distinct().count();
      new Arrivals(points, letters, PATIENCE)
          .await(sent.committed() - malformed, topic.malformed().size());
      Duration catchUp = Duration.ofNanos(System.nanoTime() - ended);
      long lag = lag(services);
      OptionalInt exitCode = services.get(Service.PIPELINE).terminate(TERMINATION_LIMIT);
      Comparison comparison = Comparison.of(sent, topic, points.ids(), letters.read());
      if (!comparison.holds()) {
        LOG.error(
            "Something is missing or too much; the ends of the logs:\n{}", services.logTails());
      }
      return new ChaosResult(
          settings,
          services.figures(Supervisor::kills),
          services.figures(Supervisor::endings),
          outages,
          catchUp,
          lag,
          exitCode,
          comparison);
    }
  }

  private EventStream stream(String bootstrapServers) {
    return settings.transactions()
        ? EventStream.ofTransactions(
            bootstrapServers, Services.TOPIC, settings.rate(), settings.seed())
        : EventStream.ofSingleEvents(bootstrapServers, Services.TOPIC, settings.rate());
  }

  private static long lag(Services services) throws InterruptedException {
    try (GroupLag lag =
        new GroupLag(services.bootstrapServers(), Services.TOPIC, Services.GROUP_ID)) {
      return lag.awaitNone(LAG_LIMIT);
    }
  }

  private static StoredPoints points(Services services) {
    return new StoredPoints(services.storeUrl(), Services.COLLECTION);
  }

  private static void awaitCollection(StoredPoints points) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (points.count().isEmpty()) {
      if (System.nanoTime() > deadline) {
        throw new ChaosException("The pipeline does not create its collection");
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
  }

  private void createTopic(String bootstrapServers) throws InterruptedException {
    NewTopic topic =
        new NewTopic(Services.TOPIC, Optional.of(settings.partitions()), Optional.empty());
    try (Admin admin =
        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
      admin.createTopics(List.of(topic)).all().get();
    } catch (ExecutionException e) {
      throw new ChaosException("The topic cannot be created", e.getCause());
    }
  }
}

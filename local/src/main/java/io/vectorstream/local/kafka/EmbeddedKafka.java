package io.vectorstream.local.kafka;

import io.vectorstream.local.FolderLock;
import java.io.IOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.jspecify.annotations.Nullable;

/**
 * A real Kafka broker in this process: one node in KRaft mode, reachable from this machine only.
 *
 * <pre>{@code
 * try (EmbeddedKafka kafka = EmbeddedKafka.start(Path.of("data/kafka"))) {
 *   kafka.createTopic("events", 4);
 *   // use kafka.bootstrapServers() with any client
 * }
 * }</pre>
 *
 * <p>Topics, records and committed offsets live in the folder and are there again after a restart,
 * also after the process was killed. A topic has to be created before it is used.
 *
 * <p>A kill costs the next start a few seconds more. If the folder fails while the broker runs, as
 * when the disk is full or the folder is deleted, Kafka logs an error and halts the process with
 * exit code 1.
 *
 * <p>Starting one sets the process's default locale to {@link java.util.Locale#ROOT}: Kafka fails
 * in some others, such as Turkish.
 *
 * <p>Safe for use by several threads at once.
 */
public final class EmbeddedKafka implements AutoCloseable {

  private final FolderLock lock;
  private final BrokerNode node;
  private final String bootstrapServers;
  private final AtomicBoolean closed = new AtomicBoolean();

  private EmbeddedKafka(FolderLock lock, BrokerNode node) {
    this.lock = lock;
    this.node = node;
    this.bootstrapServers = address(BrokerSettings.CLIENT_LISTENER);
  }

  /**
   * Starts a broker on a free port.
   *
   * @param folder where its data is, or will be if this is the first start
   * @throws EmbeddedKafkaException if the folder is in use or cannot be used
   */
  public static EmbeddedKafka start(Path folder) {
    return start(folder, 0);
  }

  /**
   * Starts a broker and returns when it serves clients.
   *
   * @param folder where its data is, or will be if this is the first start
   * @param port the port for clients, on the loopback address; 0 for a free one
   * @throws EmbeddedKafkaException if the port or the folder is in use or cannot be used
   */
  public static EmbeddedKafka start(Path folder, int port) {
    return start(folder, port, Map.of());
  }

  /**
   * The same, with settings that a broker has by Kafka's own names, such as {@code
   * authorizer.class.name}. They go before those that the broker would have, but for {@code
   * listeners} and {@code listener.security.protocol.map}, which stand beside the plain one.
   */
  public static EmbeddedKafka start(Path folder, int port, Map<String, String> settings) {
    if (port != 0) {
      requireFree(port);
    }
    FolderLock lock = lock(folder);
    @Nullable BrokerNode node = null;
    try {
      Path data = folder.toAbsolutePath().resolve("log");
      BrokerStorage.prepare(data);
      node = new BrokerNode(BrokerSettings.create(data, port, settings));
      node.start();
      return new EmbeddedKafka(lock, node);
    } catch (Throwable e) {
      // Scala code throws checked exceptions without declaring them.
      stopAfter(e, node);
      lock.close();
      throw failure(folder, port, e);
    }
  }

  /** The address for clients: host:port. */
  public String bootstrapServers() {
    return bootstrapServers;
  }

  /**
   * The address of another listener, for clients: host:port.
   *
   * @param listener its name in the settings that the broker was started with
   */
  public String address(String listener) {
    return BrokerSettings.HOST + ":" + node.port(listener);
  }

  /** The cluster's id, which stays with the folder. */
  public String clusterId() {
    return node.clusterId();
  }

  /**
   * Creates a topic and returns when it can be written to and read from. A topic that exists stays
   * as it is, whatever the number of its partitions.
   *
   * @throws EmbeddedKafkaException if Kafka refuses the name or the number of partitions
   */
  public void createTopic(String name, int partitions) {
    Map<String, Object> settings =
        Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    try (Admin admin = Admin.create(settings)) {
      Topics.create(admin, name, partitions);
    }
  }

  /** Stops the broker, with its data on disk. Closing twice has no effect. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      node.stop();
      lock.close();
    }
  }

  private static FolderLock lock(Path folder) {
    try {
      return FolderLock.tryAcquire(folder, "broker.lock")
          .orElseThrow(
              () ->
                  new EmbeddedKafkaException(
                      "The folder "
                          + folder
                          + " is in use by another embedded Kafka: stop it or name another"));
    } catch (IOException e) {
      throw new EmbeddedKafkaException("The folder " + folder + " cannot be used: " + e, e);
    }
  }

  /** Saves a start, and the stop of what had started, in the usual case of a port in use. */
  private static void requireFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(BrokerSettings.address(port));
    } catch (BindException e) {
      throw portInUse(port, e);
    } catch (IOException | IllegalArgumentException e) {
      throw new EmbeddedKafkaException("Port " + port + " cannot be used: " + e.getMessage(), e);
    }
  }

  private static void stopAfter(Throwable failure, @Nullable BrokerNode node) {
    try {
      if (node != null) {
        node.stop();
      }
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  private static EmbeddedKafkaException failure(Path folder, int port, Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof EmbeddedKafkaException known) {
        return known;
      }
      if (cause instanceof BindException) {
        return portInUse(port, e);
      }
      if (cause instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
    }
    return new EmbeddedKafkaException(
        "The embedded Kafka in " + folder + " did not start: " + e.getMessage(), e);
  }

  private static EmbeddedKafkaException portInUse(int port, Throwable cause) {
    return new EmbeddedKafkaException(
        "Port " + port + " on " + BrokerSettings.HOST + " is in use: free it or name another",
        cause);
  }
}

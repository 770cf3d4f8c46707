package io.vectorstream.runners.spark;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.api.plugin.SparkPlugin;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has each executor of a cluster say, before it works, whether it reaches what it needs of the
 * driver: the checkpoint folder, which may be one of the driver's machine only, and the services
 * that live in the driver's process. Spark itself would go on, and lose what such an executor reads
 * or wait for ever.
 */
public final class WorkerReach implements SparkPlugin {

  /** A file that the driver has written to the checkpoint folder. Names what executors look for. */
  static final String MARKER = "spark.vectorstream.reach.marker";

  /** The addresses of the services in the driver's process, with commas between them. */
  static final String SERVICES = "spark.vectorstream.reach.services";

  private static final Logger LOG = LoggerFactory.getLogger(WorkerReach.class);

  /** What Spark calls the executor within the driver. */
  private static final String DRIVER = "driver";

  /** What an executor has said; the driver is in one process. */
  private static final AtomicReference<String> MISTAKE = new AtomicReference<>();

  /** For Spark. */
  public WorkerReach() {}

  /**
   * Has the executors of the next Spark context look.
   *
   * @param marker a file that the driver has written to the checkpoint folder
   * @param services the addresses, as host:port, of the services in this process
   */
  static void ask(Path marker, List<String> services) {
    System.setProperty(MARKER, marker.toString());
    System.setProperty(SERVICES, String.join(",", services));
  }

  /** Forgets what executors have said. */
  static void forget() {
    MISTAKE.set(null);
  }

  /** What has to be changed, if an executor has said that it does not reach something. */
  static Optional<String> mistake() {
    return Optional.ofNullable(MISTAKE.get());
  }

  @Override
  public DriverPlugin driverPlugin() {
    return new DriverPlugin() {
      @Override
      public @Nullable Object receive(Object message) {
        MISTAKE.compareAndSet(null, (String) message);
        return null;
      }
    };
  }

  @Override
  public ExecutorPlugin executorPlugin() {
    return new ExecutorPlugin() {
      @Override
      public void init(PluginContext context, Map<String, String> extraConf) {
        // The driver of a local run has one, too.
        if (!context.executorID().equals(DRIVER)) {
          tell(context);
        }
      }
    };
  }

  /** A look that fails itself says nothing, and is no reason for an executor not to begin. */
  private static void tell(PluginContext context) {
    try {
      String host = SparkEnv.get().blockManager().blockManagerId().host();
      Optional<String> unreached = new ReachCheck(context.conf(), host).unreached();
      if (unreached.isPresent()) {
        context.send(unreached.get());
      }
    } catch (IOException | RuntimeException e) {
      LOG.warn("This executor could not look at what it reaches of the driver", e);
    }
  }
}

package io.vectorstream.local.kafka;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.Server;
import kafka.server.SharedServer;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.network.ListenerName;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.bootstrap.BootstrapMetadata;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.server.fault.FaultHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Tuple2;

/**
 * Broker and controller as Kafka's own main class puts them together, with two differences: a fault
 * is logged and does not end the process, which belongs to someone else (the loss of the data
 * folder still does); and the controller's port is the one that the operating system gave it, so
 * that no other process can take it in between.
 */
final class BrokerNode {

  private static final Logger LOG = LoggerFactory.getLogger(BrokerNode.class);
  private static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(30);

  private final String clusterId;
  private final BrokerServer broker;
  private final ControllerServer controller;

  BrokerNode(Map<String, String> settings) {
    // Kafka's words and the names of its files follow the default locale: in Turkish "classic"
    // becomes "CLASSİC", which it does not know.
    Locale.setDefault(Locale.ROOT);
    KafkaConfig config = new KafkaConfig(settings, false);
    Tuple2<MetaPropertiesEnsemble, BootstrapMetadata> storage =
        KafkaRaftServer.initializeLogDirs(config, LOG, "");
    clusterId = storage._1().clusterId().orElseThrow();
    Metrics metrics = Server.initializeMetrics(config, Time.SYSTEM, clusterId);
    CompletableFuture<Map<Integer, InetSocketAddress>> voters = new CompletableFuture<>();
    SharedServer shared =
        new SharedServer(
            config,
            storage._1(),
            Time.SYSTEM,
            metrics,
            voters,
            List.of(),
            (name, fatal, action) -> faultHandler(name, action));
    broker = new BrokerServer(shared);
    controller = new ControllerServer(shared, KafkaRaftServer.configSchema(), storage._2());
    Future<?> unused =
        controller
            .socketServerFirstBoundPortFuture()
            .whenComplete((port, failure) -> completeVoters(voters, port, failure));
  }

  void start() {
    controller.startup();
    broker.startup();
  }

  void stop() {
    broker.shutdown(SHUTDOWN_TIMEOUT);
    controller.shutdown();
  }

  int port(String listener) {
    return broker.boundPort(new ListenerName(listener));
  }

  String clusterId() {
    return clusterId;
  }

  private static void completeVoters(
      CompletableFuture<Map<Integer, InetSocketAddress>> voters,
      @Nullable Integer port,
      @Nullable Throwable failure) {
    if (failure == null) {
      voters.complete(Map.of(BrokerSettings.NODE_ID, BrokerSettings.address(port)));
    } else {
      voters.completeExceptionally(failure);
    }
  }

  private static FaultHandler faultHandler(String name, Runnable action) {
    return (message, cause) -> {
      LOG.error("Fault in the embedded Kafka's {}: {}", name, message, cause);
      action.run();
      return new IllegalStateException(message, cause);
    };
  }
}

package io.vectorstream.local.kafka;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The configuration of one node that is broker and controller, with a small footprint. */
final class BrokerSettings {

  static final int NODE_ID = 1;
  static final String HOST = "127.0.0.1";
  static final String CLIENT_LISTENER = "PLAINTEXT";
  static final String CONTROLLER_LISTENER = "CONTROLLER";

  private static final Set<String> LISTENER_LISTS =
      Set.of("listeners", "listener.security.protocol.map");

  private BrokerSettings() {}

  /** The loopback address with a port: nothing outside this machine can reach it. */
  static InetSocketAddress address(int port) {
    try {
      return new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("Four bytes are an address", e);
    }
  }

  /**
   * Settings for a port of 0, which lets the operating system choose, or a given one.
   *
   * @param more go before the others, but for listeners, which stand beside the others
   */
  static Map<String, String> create(Path data, int port, Map<String, String> more) {
    Map<String, String> settings = new HashMap<>();
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", Integer.toString(NODE_ID));
    settings.put("log.dirs", data.toString());
    putListeners(settings, port);
    putSingleNode(settings);
    putFootprint(settings);
    more.forEach(
        (name, value) ->
            settings.merge(
                name,
                value,
                (ours, theirs) -> LISTENER_LISTS.contains(name) ? ours + "," + theirs : theirs));
    return settings;
  }

  private static void putListeners(Map<String, String> settings, int port) {
    String client = CLIENT_LISTENER + "://" + HOST + ":" + port;
    settings.put("listeners", client + "," + CONTROLLER_LISTENER + "://" + HOST + ":0");
    settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    settings.put("inter.broker.listener.name", CLIENT_LISTENER);
    settings.put("controller.listener.names", CONTROLLER_LISTENER);
    // Kafka's word for an address that becomes known when the controller has bound its port.
    settings.put("controller.quorum.voters", NODE_ID + "@0.0.0.0:0");
  }

  private static void putSingleNode(Map<String, String> settings) {
    settings.put("auto.create.topics.enable", "false");
    settings.put("default.replication.factor", "1");
    settings.put("min.insync.replicas", "1");
    settings.put("offsets.topic.replication.factor", "1");
    settings.put("transaction.state.log.replication.factor", "1");
    settings.put("transaction.state.log.min.isr", "1");
    // After a kill the node waits for its former self's session to end before it starts: Kafka's
    // nine seconds are for networks, and there is none here.
    settings.put("broker.session.timeout.ms", "3000");
    settings.put("broker.heartbeat.interval.ms", "500");
    // No other consumer is on its way that a first one would have to wait for.
    settings.put("group.initial.rebalance.delay.ms", "0");
  }

  private static void putFootprint(Map<String, String> settings) {
    settings.put("num.network.threads", "2");
    settings.put("num.io.threads", "2");
    settings.put("num.replica.fetchers", "1");
    settings.put("background.threads", "2");
    settings.put("offsets.topic.num.partitions", "4");
    settings.put("transaction.state.log.num.partitions", "4");
    settings.put("log.cleaner.threads", "1");
    settings.put("log.cleaner.dedupe.buffer.size", Integer.toString(4 << 20));
    // Mapped for every partition at its full size; 1 MB is enough for half a gigabyte of log.
    settings.put("log.index.size.max.bytes", Integer.toString(1 << 20));
    settings.put("auto.include.jmx.reporter", "false");
  }
}

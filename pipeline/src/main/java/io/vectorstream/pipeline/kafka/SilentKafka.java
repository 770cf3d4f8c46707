package io.vectorstream.pipeline.kafka;

import com.google.common.base.Splitter;
import io.vectorstream.kafka.KafkaConnection;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Optional;
import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * Finds out why no broker answers. Kafka's client only says that time ran out: it goes to the
 * addresses that the brokers name, and says nothing of them.
 */
final class SilentKafka {

  private static final int CONNECT_MILLIS = 2_000;

  private SilentKafka() {}

  /** What has to be changed, in one sentence. */
  static String describe(KafkaConnection connection) {
    @Nullable String stranger = null;
    for (String server :
        Splitter.on(',').trimResults().omitEmptyStrings().split(connection.bootstrapServers())) {
      InetSocketAddress address =
          new InetSocketAddress(Utils.getHost(server), Utils.getPort(server));
      try (Socket socket = new Socket()) {
        if (!connects(socket, address)) {
          continue;
        }
        SecurityProtocol spoken = ListenerProbe.ask(address);
        return spoken == connection.securityProtocol()
            ? ofSlow(server, spoken, socket)
            : ofOtherProtocol(connection, server, spoken);
      } catch (IOException e) {
        stranger = server;
      }
    }
    return stranger == null
        ? "Kafka cannot be reached at " + connection.bootstrapServers()
        : "What listens at "
            + stranger
            + " does not answer as a Kafka broker does: give the address of one";
  }

  private static String ofSlow(String server, SecurityProtocol protocol, Socket socket)
      throws IOException {
    if (protocol != SecurityProtocol.PLAINTEXT) {
      return "Kafka at "
          + server
          + " answers, but not in time: it is too slow, or its advertised.listeners hold an address"
          + " that cannot be reached from here";
    }
    return unreachable(AdvertisedBrokers.ask(socket))
        .map(
            broker ->
                "Kafka at %s answers, but names %s as the address of a broker, which cannot be reached from here: the broker's advertised.listeners has to hold an address that can"
                    .formatted(server, broker))
        .orElse("Kafka at " + server + " answers too slowly");
  }

  private static String ofOtherProtocol(
      KafkaConnection connection, String server, SecurityProtocol spoken) {
    SecurityProtocol ours = connection.securityProtocol();
    String place =
        connection.propertiesFile() == null
            ? "--kafkaProperties has to name a file with "
            : connection.propertiesFile() + " has to say ";
    return "Kafka at %s speaks %s, and this client %s: %ssecurity.protocol=%s, or --bootstrapServers has to name a port that speaks %s"
        .formatted(server, spoken, ours, place, spoken, ours);
  }

  private static Optional<String> unreachable(Iterable<InetSocketAddress> brokers)
      throws IOException {
    for (InetSocketAddress broker : brokers) {
      try (Socket socket = new Socket()) {
        if (!connects(socket, broker)) {
          return Optional.of(broker.getHostString() + ":" + broker.getPort());
        }
      }
    }
    return Optional.empty();
  }

  private static boolean connects(Socket socket, InetSocketAddress address) {
    try {
      socket.connect(address, CONNECT_MILLIS);
      return true;
    } catch (IOException e) {
      // Refused, too slow, or a name that cannot be resolved.
      return false;
    }
  }
}

package io.vectorstream.pipeline.kafka;

import com.google.common.base.Splitter;
import io.vectorstream.kafka.KafkaConnection;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Optional;
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
    String bootstrapServers = connection.bootstrapServers();
    @Nullable String stranger = null;
    for (String server :
        Splitter.on(',').trimResults().omitEmptyStrings().split(bootstrapServers)) {
      try (Socket socket = new Socket()) {
        if (!connects(
            socket, new InetSocketAddress(Utils.getHost(server), Utils.getPort(server)))) {
          continue;
        }
        return unreachable(AdvertisedBrokers.ask(socket))
            .map(
                address ->
                    "Kafka at %s answers, but names %s as the address of a broker, which cannot be reached from here: the broker's advertised.listeners has to hold an address that can"
                        .formatted(server, address))
            .orElse("Kafka at " + server + " answers too slowly");
      } catch (IOException e) {
        stranger = server;
      }
    }
    return stranger == null
        ? "Kafka cannot be reached at " + bootstrapServers
        : "What listens at "
            + stranger
            + " does not answer as a Kafka broker does: give the address of one, and a port without"
            + " TLS and SASL";
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

package io.vectorstream.runners.spark;

import com.google.common.base.Splitter;
import com.google.common.net.HostAndPort;
import io.vectorstream.runners.RunnerSetupException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Asks whether the master of a standalone cluster is there at all: Spark would try for a minute,
 * and tell with a stack that its context is stopped. One that has answered once may be away for
 * that minute later.
 */
final class MasterProbe {

  private static final String SCHEME = "spark://";
  private static final int CONNECT_MILLIS = 5_000;

  private static final Set<String> ANSWERED = ConcurrentHashMap.newKeySet();

  private MasterProbe() {}

  /**
   * Asks a master, if it is one that can be asked.
   *
   * @param master its URL, which may name several hosts, of which one has to answer
   * @throws RunnerSetupException if none does
   */
  static void requireAnswer(String master) {
    if (!master.startsWith(SCHEME) || ANSWERED.contains(master)) {
      return;
    }
    boolean anyAnswers =
        Splitter.on(',')
            .splitToStream(master.substring(SCHEME.length()))
            .anyMatch(MasterProbe::answers);
    if (!anyAnswers) {
      throw new RunnerSetupException(
          "--sparkMaster: no master of Spark answers at \"" + master + "\"");
    }
    ANSWERED.add(master);
  }

  private static boolean answers(String address) {
    HostAndPort master = hostAndPort(address);
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(master.getHost(), master.getPort()), CONNECT_MILLIS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** As Spark reads it, which knows no host with an underscore. */
  private static HostAndPort hostAndPort(String address) {
    try {
      URI uri = new URI(SCHEME + address);
      return HostAndPort.fromParts(uri.getHost(), uri.getPort());
    } catch (URISyntaxException | RuntimeException e) {
      throw new RunnerSetupException(
          "--sparkMaster: \"" + address + "\" is not the host and port of a master of Spark", e);
    }
  }
}

package io.vectorstream.local.kafka;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerNodeTest {

  @TempDir Path data;

  /** What happens when the port is taken between looking at it and using it. */
  @Test
  void aPortInUseFailsTheStartAndSparesTheProcess() throws Exception {
    BrokerStorage.prepare(data);
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      BrokerNode node = new BrokerNode(BrokerSettings.create(data, taken.getLocalPort(), Map.of()));

      assertThatThrownBy(node::start).hasRootCauseInstanceOf(BindException.class);
      node.stop();
    }
    BrokerNode again = new BrokerNode(BrokerSettings.create(data, 0, Map.of()));
    again.start();
    again.stop();
  }
}

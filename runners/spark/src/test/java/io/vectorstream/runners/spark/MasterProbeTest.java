package io.vectorstream.runners.spark;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vectorstream.runners.RunnerSetupException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MasterProbeTest {

  @ParameterizedTest
  @ValueSource(strings = {"local[*,4]", "yarn", "k8s://https://host:6443"})
  void othersAreLeftToSpark(String master) {
    MasterProbe.requireAnswer(master);
  }

  @Test
  void oneOfAListHasToAnswerAndMayBeAwayAfterwards() throws Exception {
    String closed = freeAddress();
    String master;
    try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      master = "spark://" + closed + ",127.0.0.1:" + listening.getLocalPort();
      MasterProbe.requireAnswer(master);
    }
    MasterProbe.requireAnswer(master);
  }

  @Test
  void oneThatDoesNotAnswerIsNamed() throws Exception {
    String master = "spark://" + freeAddress() + "," + freeAddress();

    assertThatThrownBy(() -> MasterProbe.requireAnswer(master))
        .isInstanceOf(RunnerSetupException.class)
        .hasMessage("--sparkMaster: no master of Spark answers at \"" + master + "\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"my_host:7077", "host", "/host", ""})
  void whatIsNoAddressIsNamed(String address) {
    assertThatThrownBy(() -> MasterProbe.requireAnswer("spark://" + address))
        .isInstanceOf(RunnerSetupException.class)
        .hasMessage(
            "--sparkMaster: \"" + address + "\" is not the host and port of a master of Spark");
  }

  private static String freeAddress() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return "127.0.0.1:" + socket.getLocalPort();
    }
  }
}

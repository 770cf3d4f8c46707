package io.vectorstream.chaos;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports for services that come back. They lie below those that operating systems give to clients: a
 * client that keeps dialling a dead service at one of its own would sooner or later be given that
 * very port, be connected to itself, and keep the service from listening there again.
 */
public final class QuietPorts {

  private static final int LOWEST = 20_000;
  private static final int HIGHEST = 30_000;
  private static final int TRIES = 100;
  private static final int CONNECT_MILLIS = 500;

  private QuietPorts() {}

  /** A port at which nobody listens. */
  public static int free() {
    for (int i = 0; i < TRIES; i++) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
      try (ServerSocket socket = new ServerSocket()) {
        socket.bind(address(port));
        return port;
      } catch (IOException e) {
        // Taken: try another.
      }
    }
    throw new ChaosException("No port between " + LOWEST + " and " + HIGHEST + " is free");
  }

  /** Whether somebody listens at a port. */
  public static boolean answers(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(address(port), CONNECT_MILLIS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static InetSocketAddress address(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }
}

package io.vectorstream.qdrant.connection;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Passes bytes between clients and a server on this machine; with a socket of TLS it gives a server
 * TLS that has none.
 */
final class Relay implements AutoCloseable {

  private final ServerSocket socket;
  private final int target;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private final List<Socket> silenced = new CopyOnWriteArrayList<>();

  private Relay(ServerSocket socket, int target) {
    this.socket = socket;
    this.target = target;
  }

  /** Relays what arrives at the socket to a port, and closes the socket at the end. */
  static Relay start(ServerSocket socket, int target) {
    Relay relay = new Relay(socket, target);
    relay.threads.execute(relay::accept);
    return relay;
  }

  int port() {
    return socket.getLocalPort();
  }

  /** Leaves every connection of now open but dead; later ones work. */
  void silence() {
    silenced.addAll(open);
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
        open.add(client);
        open.add(server);
        threads.execute(() -> pass(client, server));
        threads.execute(() -> pass(server, client));
      } catch (IOException e) {
        if (!socket.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private void pass(Socket from, Socket to) {
    byte[] buffer = new byte[1 << 16];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        if (!silenced.contains(from)) {
          out.write(buffer, 0, read);
          out.flush();
        }
      }
    } catch (IOException e) {
      // One end has gone, or does not accept the other's certificate: so has the connection.
      open.remove(from);
      open.remove(to);
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
    for (Socket end : open) {
      end.close();
    }
    threads.shutdownNow();
  }
}

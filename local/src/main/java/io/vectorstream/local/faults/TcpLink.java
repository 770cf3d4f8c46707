package io.vectorstream.local.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.ThreadFactory;

/** A client's connection and the one that it is passed on to; both end together. */
final class TcpLink {

  private static final int BUFFER_BYTES = 64 * 1024;

  private final Socket client;
  private final Socket server;

  /** A link from a client's connection through a socket that is not connected yet. */
  TcpLink(Socket client, Socket server) {
    this.client = client;
    this.server = server;
  }

  /** Connects to the server and passes bytes both ways until one side ends. */
  void start(InetSocketAddress address, ThreadFactory threads) throws IOException {
    try {
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      server.connect(address);
    } catch (IOException e) {
      tear();
      throw e;
    }
    threads.newThread(() -> pump(client, server)).start();
    threads.newThread(() -> pump(server, client)).start();
  }

  boolean isOpen() {
    return !client.isClosed();
  }

  /**
   * Ends the connection as if the machine had gone: with a reset, and what is under way is lost.
   */
  void tear() {
    try {
      client.setSoLinger(true, 0);
    } catch (IOException e) {
      // It has ended by itself.
    }
    close();
  }

  private void pump(Socket from, Socket to) {
    byte[] buffer = new byte[BUFFER_BYTES];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        out.write(buffer, 0, count);
      }
    } catch (IOException e) {
      // One side has gone, which the other one learns now.
    } finally {
      close();
    }
  }

  private void close() {
    closeQuietly(client);
    closeQuietly(server);
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // Nobody could do anything about it.
    }
  }
}

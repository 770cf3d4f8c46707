package io.vectorstream.local.faults;

import com.google.common.net.InetAddresses;
import com.google.common.util.concurrent.Uninterruptibles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A port on the loopback address whose connections lead to another one. gRPC cannot tear a
 * connection or refuse one, this can. Safe for several threads.
 */
final class TcpGate implements AutoCloseable {

  static final InetAddress LOOPBACK = InetAddresses.forString("127.0.0.1");

  private final InetSocketAddress target;
  private final ThreadFactory threads;
  private final Set<TcpLink> links = ConcurrentHashMap.newKeySet();
  private final AtomicInteger accepted = new AtomicInteger();
  private final AtomicInteger torn = new AtomicInteger();
  private final InetSocketAddress address;
  private @Nullable ServerSocket listener;
  private @Nullable Thread acceptor;
  private @Nullable Socket placeholder;
  private boolean closed;

  /**
   * A gate that is open.
   *
   * @param port where it listens; 0 takes a free one
   * @throws IllegalStateException if the port is in use
   */
  TcpGate(int port, int targetPort, ThreadFactory threads) {
    target = new InetSocketAddress(LOOPBACK, targetPort);
    this.threads = threads;
    try {
      listen(new InetSocketAddress(LOOPBACK, port));
    } catch (IOException e) {
      throw new IllegalStateException(
          "The proxy cannot listen at port " + port + ": " + e.getMessage(), e);
    }
    address = (InetSocketAddress) listener.getLocalSocketAddress();
  }

  int port() {
    return address.getPort();
  }

  /** How many connections have been accepted. */
  int accepted() {
    return accepted.get();
  }

  /** How many connections have been torn while they were open. */
  int torn() {
    return torn.get();
  }

  /** Tears all connections. */
  void tearAll() {
    for (TcpLink link : links) {
      if (links.remove(link) && link.isOpen()) {
        torn.incrementAndGet();
      }
      link.tear();
    }
  }

  /** Tears all connections and lets none in. */
  synchronized void shut() {
    if (listener == null) {
      return;
    }
    try {
      listener.close();
      // Its port is free only when nobody accepts any more.
      Uninterruptibles.joinUninterruptibly(acceptor);
      listener = null;
      // A socket that is bound and does not listen: clients are refused, and the port is not lost
      // to somebody else meanwhile.
      placeholder = new Socket();
      placeholder.setReuseAddress(true);
      placeholder.bind(address);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    tearAll();
  }

  /** Lets connections in again. */
  synchronized void open() {
    if (listener != null || closed) {
      return;
    }
    try {
      placeholder.close();
      listen(address);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    shut();
    try {
      placeholder.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void listen(InetSocketAddress address) throws IOException {
    ServerSocket socket = new ServerSocket();
    socket.setReuseAddress(true);
    socket.bind(address);
    listener = socket;
    acceptor = threads.newThread(() -> acceptAll(socket));
    acceptor.start();
  }

  private void acceptAll(ServerSocket socket) {
    while (!socket.isClosed()) {
      try {
        admit(socket.accept());
      } catch (SocketException e) {
        // The gate was shut, or the client has gone before it was let in.
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void admit(Socket client) throws IOException {
    TcpLink link = new TcpLink(client, new Socket());
    link.start(target, threads);
    links.removeIf(old -> !old.isOpen());
    links.add(link);
    accepted.incrementAndGet();
  }
}

package io.vectorstream.local.faults;

import com.google.common.util.concurrent.ThreadFactoryBuilder;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * Stands between gRPC clients and a server, and lets chosen calls fail in chosen ways.
 *
 * <pre>{@code
 * try (FaultyProxy proxy = FaultyProxy.start("127.0.0.1", 6334)) {
 *   proxy
 *       .schedule(PointsGrpc.getUpsertMethod(), 1, Faults.none())
 *       .schedule(PointsGrpc.getUpsertMethod(), 3, Faults.unavailable())
 *       .schedule(PointsGrpc.getUpsertMethod(), 1, Faults.dropAnswer());
 *   ... // send upserts to proxy.url(): the 2nd to the 5th fail, and the 5th is applied all the same
 *   assertThat(proxy.pending()).isZero();
 * }
 * }</pre>
 *
 * <p>It listens on the loopback address only and speaks no TLS, neither to clients nor to the
 * server. A call that no fault is scheduled for is passed on byte for byte, with its headers and
 * its deadline. Safe for several threads.
 */
public final class FaultyProxy implements AutoCloseable {

  private static final int ANY_PORT = 0;
  private static final int GRACE_SECONDS = 10;

  private final FaultSchedule schedule = new FaultSchedule();
  private final ScheduledExecutorService timer;
  private final ExecutorService executor;
  private final ManagedChannel target;
  private final Server server;
  private final TcpGate gate;

  private FaultyProxy(String host, int port, int listenPort) {
    ThreadFactory threads =
        new ThreadFactoryBuilder().setDaemon(true).setNameFormat("faulty-proxy-%d").build();
    timer = Executors.newSingleThreadScheduledExecutor(threads);
    executor = Executors.newCachedThreadPool(threads);
    target =
        NettyChannelBuilder.forAddress(host, port)
            .usePlaintext()
            .executor(executor)
            .maxInboundMessageSize(Integer.MAX_VALUE)
            .disableRetry()
            .build();
    server =
        NettyServerBuilder.forAddress(new InetSocketAddress(TcpGate.LOOPBACK, ANY_PORT))
            .executor(executor)
            .maxInboundMessageSize(Integer.MAX_VALUE)
            .permitKeepAliveTime(1, TimeUnit.MILLISECONDS)
            .permitKeepAliveWithoutCalls(true)
            .fallbackHandlerRegistry(new AnyMethod(this::take))
            .build();
    try {
      server.start();
      gate = new TcpGate(listenPort, server.getPort(), threads);
    } catch (IOException e) {
      stopCalls();
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      stopCalls();
      throw e;
    }
  }

  /** Starts a proxy before the server at this address, at a free port. */
  public static FaultyProxy start(String host, int port) {
    return start(host, port, ANY_PORT);
  }

  /**
   * Starts a proxy before the server at this address.
   *
   * @param listenPort where the proxy listens; 0 takes a free port
   * @throws IllegalStateException if that port is in use
   */
  public static FaultyProxy start(String host, int port, int listenPort) {
    return new FaultyProxy(host, port, listenPort);
  }

  /** The address for clients, {@code http://127.0.0.1:PORT}. */
  public String url() {
    return "http://" + TcpGate.LOOPBACK.getHostAddress() + ":" + port();
  }

  /** The port that the proxy listens at. */
  public int port() {
    return gate.port();
  }

  /**
   * Lets the next calls meet a fault: those after the ones that something is scheduled for already.
   * {@link Faults#none()} lets calls pass before the next fault.
   *
   * @param calls how many, at least 1
   */
  public FaultyProxy schedule(int calls, Fault fault) {
    schedule.add(calls, fault);
    return this;
  }

  /** The same for the next calls of one method, which goes before what is scheduled for all. */
  public FaultyProxy schedule(MethodDescriptor<?, ?> method, int calls, Fault fault) {
    schedule.add(method.getFullMethodName(), calls, fault);
    return this;
  }

  /**
   * Lets every call meet a fault for which nothing is scheduled, until another one is named. It may
   * look at the call and let it pass.
   */
  public FaultyProxy otherwise(Fault fault) {
    schedule.otherwise(fault);
    return this;
  }

  /** How many calls have met this fault, or one that equals it, of those that were scheduled. */
  public int met(Fault fault) {
    return schedule.met(fault);
  }

  /** How many of the scheduled faults no call has met yet. */
  public int pending() {
    return schedule.pending();
  }

  /** How many connections clients have made. */
  public int connections() {
    return gate.accepted();
  }

  /** How many of those connections faults have torn. */
  public int torn() {
    return gate.torn();
  }

  /** Tears what is under way and gives the port back. */
  @Override
  public void close() {
    gate.close();
    stopCalls();
  }

  private void stopCalls() {
    timer.shutdownNow();
    server.shutdownNow();
    target.shutdownNow();
    try {
      // The calls that end now still need the executor.
      server.awaitTermination(GRACE_SECONDS, TimeUnit.SECONDS);
      target.awaitTermination(GRACE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    executor.shutdown();
  }

  private ServerCall.Listener<byte[]> take(ServerCall<byte[], byte[]> client, Metadata headers) {
    RelayedCall call = new RelayedCall(client, headers, target, gate, timer, executor);
    schedule.take(call.method()).strike(call);
    return call;
  }
}

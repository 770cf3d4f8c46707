package io.vectorstream.local.qdrant;

import com.google.common.net.InetAddresses;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.vectorstream.local.FolderLock;
import io.vectorstream.local.qdrant.grpc.ApiKeyInterceptor;
import io.vectorstream.local.qdrant.storage.CollectionCatalog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.lucene.util.IOUtils;

/**
 * A store inside this process that any Qdrant client can talk to.
 *
 * <pre>{@code
 * try (EmbeddedQdrant qdrant = EmbeddedQdrant.start(folder)) {
 *   QdrantClient client =
 *       new QdrantClient(
 *           QdrantGrpcClient.newBuilder("127.0.0.1", qdrant.port(), false).build());
 *   ...
 * }
 * }</pre>
 *
 * <p>It listens on the loopback address only, unless it is told another one. The data lies in the
 * folder and is there again when a store is started on it: a write that was acknowledged survives
 * the end of the process in any way, also by {@code kill -9}, though not a power cut. What it does
 * not do answers {@code UNIMPLEMENTED} with the name of what is missing; everything else is
 * answered as a real Qdrant answers it.
 */
public final class EmbeddedQdrant implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";
  private static final int ANY_PORT = 0;
  private static final int GRACE_SECONDS = 10;

  private final FolderLock lock;
  private final CollectionCatalog catalog;
  private final ExecutorService callers;
  private final Server server;

  private EmbeddedQdrant(
      FolderLock lock, CollectionCatalog catalog, ExecutorService callers, Server server) {
    this.lock = lock;
    this.catalog = catalog;
    this.callers = callers;
    this.server = server;
  }

  /** Starts a store on this folder, which is created if missing, at a free port. */
  public static EmbeddedQdrant start(Path folder) {
    return start(folder, ANY_PORT);
  }

  /**
   * Starts a store on this folder at this port; 0 takes a free one.
   *
   * @throws IllegalStateException if the port or the folder is in use
   */
  public static EmbeddedQdrant start(Path folder, int port) {
    return start(folder, loopback(port), Optional.empty());
  }

  /** Starts a store that refuses calls without this key, except for the health check. */
  public static EmbeddedQdrant start(Path folder, int port, String apiKey) {
    return start(folder, loopback(port), Optional.of(apiKey));
  }

  /**
   * Starts a store that others than this machine may reach, if the address is not a loopback
   * address; the key keeps them out. It knows no TLS.
   */
  public static EmbeddedQdrant start(Path folder, InetSocketAddress address, String apiKey) {
    return start(folder, address, Optional.of(apiKey));
  }

  /** The address for clients, {@code http://127.0.0.1:PORT}. */
  public String url() {
    return "http://" + LOOPBACK + ":" + port();
  }

  /** The port it listens at. */
  public int port() {
    return server.getPort();
  }

  /** Finishes the calls that have arrived, writes everything down and lets go of the folder. */
  @Override
  public void close() {
    server.shutdown();
    try {
      if (!server.awaitTermination(GRACE_SECONDS, TimeUnit.SECONDS)) {
        server.shutdownNow();
      }
    } catch (InterruptedException e) {
      server.shutdownNow();
      Thread.currentThread().interrupt();
    }
    callers.shutdown();
    try {
      IOUtils.close(catalog, lock);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InetSocketAddress loopback(int port) {
    return new InetSocketAddress(InetAddresses.forString(LOOPBACK), port);
  }

  private static EmbeddedQdrant start(
      Path folder, InetSocketAddress address, Optional<String> apiKey) {
    FolderLock lock = null;
    CollectionCatalog catalog = null;
    try {
      lock =
          FolderLock.tryAcquire(folder, "lock")
              .orElseThrow(
                  () ->
                      new IllegalStateException(
                          "The folder "
                              + folder
                              + " is in use by another embedded store; give each its own."));
      catalog = CollectionCatalog.open(folder.resolve("collections"));
      ExecutorService callers = Executors.newCachedThreadPool(EmbeddedQdrant::callThread);
      return new EmbeddedQdrant(
          lock, catalog, callers, startServer(catalog, callers, address, apiKey));
    } catch (IOException e) {
      IOUtils.closeWhileHandlingException(catalog, lock);
      throw new UncheckedIOException(
          "The embedded store cannot use the folder " + folder + ": " + e.getMessage(), e);
    } catch (RuntimeException e) {
      IOUtils.closeWhileHandlingException(catalog, lock);
      throw e;
    }
  }

  private static Server startServer(
      CollectionCatalog catalog,
      ExecutorService callers,
      InetSocketAddress address,
      Optional<String> apiKey) {
    NettyServerBuilder builder =
        NettyServerBuilder.forAddress(address)
            .executor(callers)
            .maxInboundMessageSize(Integer.MAX_VALUE)
            .addService(new HealthService())
            .addService(new CollectionsService(catalog))
            .addService(new PointsService(catalog).bind());
    apiKey.ifPresent(key -> builder.intercept(new ApiKeyInterceptor(key)));
    try {
      return builder.build().start();
    } catch (IOException e) {
      throw new IllegalStateException(
          "The embedded store cannot listen at port "
              + address.getPort()
              + ": it is in use; choose another.",
          e);
    }
  }

  private static Thread callThread(Runnable call) {
    Thread thread = new Thread(call, "qdrant-call");
    thread.setDaemon(true);
    return thread;
  }
}

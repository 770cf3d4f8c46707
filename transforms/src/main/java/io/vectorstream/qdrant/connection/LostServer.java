package io.vectorstream.qdrant.connection;

import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.qdrant.client.QdrantClient;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Finds a server again that was lost. By itself a gRPC channel looks for it ever less often, in the
 * end every two minutes, and fails all calls meanwhile.
 */
public final class LostServer {

  /** A call that is made before the server is found fails. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private LostServer() {}

  /** Looks for the server of a client at once if it was lost, and waits a second for it at most. */
  public static void lookFor(QdrantClient client) {
    ManagedChannel channel = client.grpcClient().channel();
    if (channel.getState(false) != ConnectivityState.TRANSIENT_FAILURE) {
      return;
    }
    CountDownLatch found = new CountDownLatch(1);
    channel.notifyWhenStateChanged(ConnectivityState.TRANSIENT_FAILURE, found::countDown);
    channel.resetConnectBackoff();
    try {
      found.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

package io.vectorstream.pipeline.serving;

import io.vectorstream.pipeline.UserMistakeException;
import io.vectorstream.serve.RunServer;
import io.vectorstream.serve.RunServers;
import io.vectorstream.serve.RunView;
import io.vectorstream.serve.ServeSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Serves a run by the server on the class path, if there is one and it is wanted. It starts on a
 * thread of its own, beside what a run has to do before it reads.
 */
public final class RunServing implements AutoCloseable {

  private final CompletableFuture<Optional<RunServer.Started>> started;

  private RunServing(CompletableFuture<Optional<RunServer.Started>> started) {
    this.started = started;
  }

  /** Begins to start the server. */
  public static RunServing begin(Optional<ServeSettings> settings, RunView run) {
    if (settings.isEmpty()) {
      return new RunServing(CompletableFuture.completedFuture(Optional.empty()));
    }
    CompletableFuture<Optional<RunServer.Started>> started = new CompletableFuture<>();
    Thread starting = new Thread(() -> start(settings.get(), run, started), "serve-start");
    starting.setDaemon(true);
    starting.start();
    return new RunServing(started);
  }

  private static void start(
      ServeSettings settings, RunView run, CompletableFuture<Optional<RunServer.Started>> started) {
    try {
      Optional<RunServer> server = RunServers.find();
      started.complete(
          server.isPresent() ? Optional.of(server.get().start(settings, run)) : Optional.empty());
    } catch (IOException e) {
      started.completeExceptionally(mistake(settings, e));
    } catch (RuntimeException | Error e) {
      started.completeExceptionally(e);
    }
  }

  static UserMistakeException mistake(ServeSettings settings, IOException e) {
    if (!isOfThisMachine(settings.host())) {
      return new UserMistakeException(
          String.format(
              "--httpHost: this machine has no address %s to listen on: name one it has, localhost,"
                  + " or 0.0.0.0 for all of them",
              settings.host()),
          e);
    }
    return new UserMistakeException(
        String.format(
            "--httpPort: %s:%s cannot be listened on (%s): name another port, 0 for any that is"
                + " free, or give --noHttp",
            settings.host(), settings.port(), e.getMessage()),
        e);
  }

  private static boolean isOfThisMachine(String host) {
    try {
      InetAddress address = InetAddress.getByName(host);
      return address.isAnyLocalAddress()
          || address.isLoopbackAddress()
          || NetworkInterface.getByInetAddress(address) != null;
    } catch (UnknownHostException | SocketException e) {
      return false;
    }
  }

  /**
   * Waits until the server takes requests.
   *
   * @return where; nothing if the run is not served
   * @throws UserMistakeException if the address cannot be listened on
   */
  public Optional<String> url() {
    try {
      return started.join().map(RunServer.Started::url);
    } catch (CompletionException e) {
      if (e.getCause() instanceof UserMistakeException mistake) {
        throw mistake;
      }
      throw e;
    }
  }

  /** Ends the server, if it has started. */
  @Override
  public void close() {
    started.whenComplete(
        (server, failure) -> {
          if (server != null) {
            server.ifPresent(RunServer.Started::close);
          }
        });
  }
}

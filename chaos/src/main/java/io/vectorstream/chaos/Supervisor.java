package io.vectorstream.chaos;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one service running, as a service manager would, and kills it when its plan says so. A
 * service that ends by itself is started again a second later.
 */
final class Supervisor implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);
  private static final long LOOK_MILLIS = 100;
  private static final long PAUSE_MILLIS = 1_000;
  private static final Duration START_LIMIT = Duration.ofMinutes(2);

  /** A service that does no work for that long is killed all the same. */
  private static final Duration AT_WORK_LIMIT = Duration.ofMinutes(3);

  private final ServiceCommand command;
  private final Outages outages;
  private final CompletableFuture<Boolean> killed = new CompletableFuture<>();
  private final Thread thread = new Thread(this::run, "supervisor");
  private final CompletableFuture<Long> streamStart = new CompletableFuture<>();
  private final List<Kill> plan;

  private volatile @Nullable Process process;
  private Outages.@Nullable Outage last;
  private volatile boolean stopped;
  private volatile int kills;
  private volatile int endings;

  Supervisor(ServiceCommand command, List<Kill> plan, Outages outages) {
    this.command = command;
    this.plan = plan;
    this.outages = outages;
    thread.setName("supervisor-" + command.service().word());
  }

  /** Starts the service, and waits until it listens if it is one that does. */
  void start() throws IOException, InterruptedException {
    process = command.launch();
    awaitUp();
    thread.start();
  }

  /** The stream has started: from here on the plan's moments count. */
  void startKilling(long streamStartNanos) {
    streamStart.complete(streamStartNanos);
  }

  /** Whether the whole plan has been carried out and the service runs again. */
  boolean isThrough() {
    try {
      return killed.getNow(false);
    } catch (CompletionException e) {
      throw new ChaosException("The " + command.service().word() + " cannot be run", e.getCause());
    }
  }

  /** How often it was killed. */
  int kills() {
    return kills;
  }

  /** How often it ended without having been killed. */
  int endings() {
    return endings;
  }

  /** The end of the service's log. */
  String logTail() {
    return "--- " + command.log() + "\n" + command.tail();
  }

  /**
   * Asks the service to end, as {@code SIGTERM} does.
   *
   * @return its exit code; nothing if it had not ended in time and was killed
   */
  OptionalInt terminate(Duration limit) throws InterruptedException {
    stopSupervising();
    // Not Process.destroy(), which closes the standard input as well, and so kills.
    process.toHandle().destroy();
    if (process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
      return OptionalInt.of(process.exitValue());
    }
    process.destroyForcibly().waitFor();
    return OptionalInt.empty();
  }

  /** Kills the service for good. */
  @Override
  public void close() {
    try {
      stopSupervising();
      if (process != null) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void stopSupervising() throws InterruptedException {
    stopped = true;
    thread.interrupt();
    thread.join();
  }

  private void run() {
    try {
      while (!streamStart.isDone()) {
        look();
      }
      for (Kill kill : plan) {
        awaitMoment(kill);
        kill(kill);
      }
      killed.complete(true);
      while (!stopped) {
        look();
      }
    } catch (InterruptedException | IOException | RuntimeException e) {
      killed.completeExceptionally(e);
    }
  }

  private void awaitMoment(Kill kill) throws IOException, InterruptedException {
    long moment = streamStart.join() + kill.at().toNanos();
    long latest = moment + AT_WORK_LIMIT.toNanos();
    while (System.nanoTime() < moment
        || (kill.atWork() && !isAtWork() && System.nanoTime() < latest)
        || !process.isAlive()) {
      look();
    }
  }

  private boolean isAtWork() {
    return last == null ? outages.hasBegun() : outages.isOver(last);
  }

  private void kill(Kill kill) throws IOException, InterruptedException {
    last = outages.begin(command.service(), System.nanoTime());
    process.destroyForcibly().waitFor();
    kills++;
    LOG.info(
        "Kill {} of {} of the {}, which is away for {} ms",
        kills,
        plan.size(),
        command.service().word(),
        kill.away().toMillis());
    TimeUnit.MILLISECONDS.sleep(kill.away().toMillis());
    process = command.launch();
    awaitUp();
    outages.back(last);
  }

  private void awaitUp() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    while (!command.isUp()) {
      if (System.nanoTime() > deadline) {
        throw new ChaosException("The " + command.service().word() + " does not start");
      }
      look();
    }
  }

  private void look() throws IOException, InterruptedException {
    TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    if (!process.isAlive()) {
      endings++;
      LOG.warn(
          "The {} has ended by itself with exit code {}: starting it again",
          command.service().word(),
          process.exitValue());
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      process = command.launch();
    }
  }
}

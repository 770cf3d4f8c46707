package io.vectorstream.shared;

import static com.google.common.base.Preconditions.checkState;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Resources that are expensive to open, such as a model or a connection: one for each key in the
 * process. The first user opens it, all users share it, and it is closed some time after the last
 * user has given it back, or with the process where that is a {@link WorkerProcess} of one run.
 *
 * <p>The delay is there because a runner may set up and tear down its DoFns with every bundle, as
 * Spark does with every micro-batch: what is given back is needed again a moment later.
 *
 * <p>Safe for use by several threads. If opening fails, the next user tries again.
 *
 * @param <K> names a resource; compared by {@code equals}
 * @param <V> the resource
 */
public final class SharedResources<K, V extends AutoCloseable> {

  private static final Logger LOG = LoggerFactory.getLogger(SharedResources.class);

  private final ConcurrentMap<K, Slot> slots = new ConcurrentHashMap<>();
  private final Duration linger;
  private final Timer timer;

  /**
   * An empty set of resources.
   *
   * @param linger how long a resource without users stays open
   */
  public SharedResources(Duration linger) {
    this(linger, new DaemonTimer());
  }

  SharedResources(Duration linger, Timer timer) {
    this.linger = linger;
    this.timer = timer;
  }

  /** Runs an action later, on a thread of its own. */
  @FunctionalInterface
  interface Timer {
    void after(Duration delay, Runnable action);
  }

  /**
   * Lends the resource of a key, and opens it if it is not open.
   *
   * @param opener opens the resource; called by one thread at a time for a key
   * @return the loan, which the caller closes
   */
  public Lease<V> acquire(K key, Function<? super K, ? extends V> opener) {
    while (true) {
      Slot slot = slots.computeIfAbsent(key, Slot::new);
      synchronized (slot) {
        if (!slot.closed && !slot.retired) {
          return slot.lend(opener);
        }
      }
    }
  }

  /** A loan of a resource. */
  public interface Lease<V> extends AutoCloseable {

    /** The resource, for use until this loan is closed. */
    V get();

    /** Gives the resource back. Closing twice has no effect. */
    @Override
    void close();

    /**
     * Gives back a resource that does not work any more: later users are lent a new one, and this
     * one is closed as soon as nobody uses it. Has no effect after closing.
     */
    void retire();
  }

  /** The slot itself guards all of its state. */
  private final class Slot {
    private final K key;
    private V resource;
    private int users;
    private long idlePeriods;
    private boolean closed;
    private boolean retired;

    Slot(K key) {
      this.key = key;
    }

    Lease<V> lend(Function<? super K, ? extends V> opener) {
      if (resource == null) {
        try {
          resource = opener.apply(key);
        } finally {
          if (resource == null) {
            discard();
          }
        }
      }
      users++;
      return new SlotLease(this);
    }

    synchronized void giveBack() {
      users--;
      if (users == 0 && (retired || !WorkerProcess.isDedicated())) {
        idlePeriods++;
        long idlePeriod = idlePeriods;
        timer.after(retired ? Duration.ZERO : linger, () -> closeIfIdleSince(idlePeriod));
      }
    }

    synchronized void retire() {
      retired = true;
      slots.remove(key, this);
    }

    /**
     * A user that comes meanwhile waits for the lock, so a process never has a resource open twice.
     */
    private synchronized void closeIfIdleSince(long idlePeriod) {
      if (users > 0 || idlePeriods != idlePeriod || closed) {
        return;
      }
      try {
        resource.close();
      } catch (Exception e) {
        LOG.warn("Closing the shared resource {} failed", key, e);
      } finally {
        discard();
      }
    }

    private void discard() {
      closed = true;
      slots.remove(key, this);
    }
  }

  private final class SlotLease implements Lease<V> {
    private Slot slot;

    SlotLease(Slot slot) {
      this.slot = slot;
    }

    @Override
    public synchronized V get() {
      checkState(slot != null, "the resource was given back");
      return slot.resource;
    }

    @Override
    public synchronized void close() {
      if (slot != null) {
        slot.giveBack();
        slot = null;
      }
    }

    @Override
    public synchronized void retire() {
      if (slot != null) {
        slot.retire();
        close();
      }
    }
  }
}

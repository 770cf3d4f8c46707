package io.vectorstream.local.qdrant.storage;

import com.google.common.util.concurrent.Uninterruptibles;
import io.vectorstream.local.qdrant.grpc.Failures;
import java.io.Closeable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Applies writes one after the other and commits them together: while one commit runs, the writes
 * that arrive gather for the next, so many small calls in flight cost few commits.
 */
final class WriteQueue implements Closeable {
  private record Entry(Write write, CompletableFuture<Long> done) {}

  private final LinkedBlockingQueue<Entry> waiting = new LinkedBlockingQueue<>();
  private final PointStore store;
  private final Thread thread;
  private boolean closed;

  WriteQueue(String name, PointStore store) {
    this.store = store;
    this.thread = new Thread(this::run, "qdrant-writer-" + name);
    thread.setDaemon(true);
    thread.start();
  }

  /** Ends with the operation's number once the write is committed. */
  synchronized CompletableFuture<Long> submit(Write write) {
    CompletableFuture<Long> done = new CompletableFuture<>();
    if (closed) {
      done.completeExceptionally(Failures.collectionDeleted());
    } else {
      waiting.add(new Entry(write, done));
    }
    return done;
  }

  /** Finishes what was submitted. */
  @Override
  public void close() {
    synchronized (this) {
      if (!closed) {
        closed = true;
        waiting.add(new Entry(null, null));
      }
    }
    Uninterruptibles.joinUninterruptibly(thread);
  }

  private void run() {
    boolean last = false;
    while (!last) {
      List<Entry> group = new ArrayList<>();
      try {
        group.add(waiting.take());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
      waiting.drainTo(group);
      last = group.removeIf(entry -> entry.write() == null);
      writeAll(group);
    }
  }

  private void writeAll(List<Entry> group) {
    List<Runnable> acknowledgements = new ArrayList<>();
    for (Entry entry : group) {
      try {
        long operation = store.apply(entry.write());
        acknowledgements.add(() -> entry.done().complete(operation));
      } catch (Exception | AssertionError e) {
        entry.done().completeExceptionally(e);
      }
    }
    try {
      store.commit();
      acknowledgements.forEach(Runnable::run);
    } catch (Exception | AssertionError e) {
      group.forEach(entry -> entry.done().completeExceptionally(e));
    }
  }
}

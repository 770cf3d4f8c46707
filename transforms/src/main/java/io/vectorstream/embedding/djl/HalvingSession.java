package io.vectorstream.embedding.djl;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Halves a pass that the device has no memory for and tries again, down to one text. A text that
 * has no room even by itself is tried once more while no other pass uses memory, so it fails only
 * because of its own size.
 */
final class HalvingSession implements ModelSession {

  private static final Logger LOG = LoggerFactory.getLogger(HalvingSession.class);

  private final ModelSession delegate;
  private final AtomicBoolean said = new AtomicBoolean();

  /**
   * Any number of passes hold the read lock; a pass that needs all the memory holds the write lock.
   */
  private final ReadWriteLock memory = new ReentrantReadWriteLock();

  /** Takes over the delegate and closes it in the end. */
  HalvingSession(ModelSession delegate) {
    this.delegate = delegate;
  }

  @Override
  public String device() {
    return delegate.device();
  }

  @Override
  public float[][] run(long[][] tokens) {
    memory.readLock().lock();
    try {
      return delegate.run(tokens);
    } catch (RuntimeException e) {
      if (DeviceFailure.of(e) != DeviceFailure.OUT_OF_MEMORY) {
        throw e;
      }
      if (!said.getAndSet(true)) {
        LOG.warn(
            "{} has no memory for a pass of {} texts, such passes are divided: {}",
            device(),
            tokens.length,
            DjlRuntime.reason(e));
      }
    } finally {
      memory.readLock().unlock();
    }
    return tokens.length <= 1 ? runAlone(tokens) : runHalves(tokens);
  }

  private float[][] runHalves(long[][] tokens) {
    int middle = tokens.length / 2;
    float[][] first = run(Arrays.copyOfRange(tokens, 0, middle));
    float[][] second = run(Arrays.copyOfRange(tokens, middle, tokens.length));
    float[][] all = Arrays.copyOf(first, tokens.length);
    System.arraycopy(second, 0, all, middle, second.length);
    return all;
  }

  private float[][] runAlone(long[][] tokens) {
    memory.writeLock().lock();
    try {
      return delegate.run(tokens);
    } finally {
      memory.writeLock().unlock();
    }
  }

  @Override
  public void close() {
    delegate.close();
  }
}

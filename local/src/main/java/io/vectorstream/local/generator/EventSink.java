package io.vectorstream.local.generator;

/** Where generated events go. Used by one thread. */
public interface EventSink extends AutoCloseable {

  /**
   * Hands over one event, possibly before it has arrived.
   *
   * @throws RuntimeException if this event or an earlier one cannot be delivered
   */
  void send(GeneratedEvent event);

  /**
   * Waits until everything handed over has arrived.
   *
   * @throws RuntimeException if some of it has not
   */
  void flush();

  /** Frees what the sink holds. What has not been flushed may be lost. */
  @Override
  void close();
}

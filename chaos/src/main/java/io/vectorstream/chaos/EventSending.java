package io.vectorstream.chaos;

import java.util.BitSet;

/** How numbered events get into the topic. */
interface EventSending extends AutoCloseable {

  /** Sends an event, which may reach the topic later. */
  void send(long number);

  /** How many events the broker has acknowledged for good. */
  long acknowledged();

  /** The numbers of the events that were taken back. */
  BitSet aborted();

  /**
   * Waits until all events are acknowledged or taken back.
   *
   * @throws ChaosException if one cannot be sent
   */
  @Override
  void close();
}

package io.vectorstream.source;

import com.google.common.util.concurrent.ThreadFactoryBuilder;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Collects word of finished records in a worker process and sends it twice a second, so that a
 * record costs no message.
 */
final class FinishedOutbox {

  private static final Logger LOG = LoggerFactory.getLogger(FinishedOutbox.class);
  private static final long INTERVAL_MILLIS = 500;

  private record Partition(String run, int number) {}

  private final Optional<FinishedChannel> channel;
  private final Object sending = new Object();
  private Map<Partition, OffsetRanges> waiting = new HashMap<>();

  private FinishedOutbox(Optional<FinishedChannel> channel) {
    this.channel = channel;
    if (channel.isEmpty()) {
      LOG.warn("There is no way to tell that records are finished: no offsets will be committed");
    } else {
      Executors.newSingleThreadScheduledExecutor(
              new ThreadFactoryBuilder().setDaemon(true).setNameFormat("finished-records").build())
          .scheduleWithFixedDelay(
              this::flush, INTERVAL_MILLIS, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  /** Opened by the first record of a process that has no receiver for it. */
  private static final class Holder {
    static final FinishedOutbox INSTANCE = new FinishedOutbox(FinishedChannel.ofThisProcess());
  }

  static FinishedOutbox ofThisProcess() {
    return Holder.INSTANCE;
  }

  void add(String run, int partition, long offset) {
    if (channel.isEmpty()) {
      return;
    }
    synchronized (this) {
      waiting
          .computeIfAbsent(new Partition(run, partition), key -> new OffsetRanges())
          .add(offset, offset);
    }
  }

  private synchronized Map<Partition, OffsetRanges> take() {
    Map<Partition, OffsetRanges> taken = waiting;
    waiting = new HashMap<>();
    return taken;
  }

  /** Sends what waits; who comes while others do so returns when they are through. */
  void flush() {
    synchronized (sending) {
      sendTaken();
    }
  }

  private void sendTaken() {
    take()
        .forEach(
            (partition, ranges) -> ranges.forEach((first, last) -> send(partition, first, last)));
  }

  /** What cannot be sent is forgotten: its records are read again some day. */
  private void send(Partition partition, long first, long last) {
    try {
      channel.orElseThrow().send(partition.run(), partition.number(), first, last);
    } catch (IOException | RuntimeException e) {
      LOG.warn(
          "The offsets {} to {} of partition {} are finished, but nobody could be told: {}",
          first,
          last,
          partition.number(),
          e.getMessage());
    }
  }
}

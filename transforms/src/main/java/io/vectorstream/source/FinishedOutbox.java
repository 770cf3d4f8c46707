package io.vectorstream.source;

import com.google.common.util.concurrent.ThreadFactoryBuilder;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Collects the finished records of a worker process and reports them twice a second, so that not
 * every record costs a message.
 */
final class FinishedOutbox {

  private static final Logger LOG = LoggerFactory.getLogger(FinishedOutbox.class);
  private static final long INTERVAL_MILLIS = 500;

  private record Kind(String run, TopicPartition partition, boolean empty) {}

  private final Optional<FinishedChannel> channel;
  private final Object sending = new Object();
  private Map<Kind, OffsetSet> waiting = new HashMap<>();

  private FinishedOutbox(Optional<FinishedChannel> channel) {
    this.channel = channel;
    if (channel.isEmpty()) {
      LOG.warn("This process cannot report finished records: their offsets will not be committed");
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

  void add(String run, OffsetSpan finished) {
    if (channel.isEmpty()) {
      return;
    }
    Kind kind = new Kind(run, finished.partition(), finished.empty());
    synchronized (this) {
      waiting.computeIfAbsent(kind, key -> new OffsetSet()).add(finished.first(), finished.last());
    }
  }

  void sendAtOnce(String run, LostEnd lost) {
    if (channel.isEmpty()) {
      return;
    }
    try {
      channel.orElseThrow().send(run, lost);
    } catch (IOException | RuntimeException e) {
      LOG.warn(
          "{} has lost its last records, but this could not be reported: {}",
          lost.partition(),
          e.getMessage());
    }
  }

  private synchronized Map<Kind, OffsetSet> take() {
    Map<Kind, OffsetSet> taken = waiting;
    waiting = new HashMap<>();
    return taken;
  }

  /**
   * Sends all that waits. When it returns, all that was added before the call has been sent, by
   * this call or by one that ran at the same time.
   */
  void flush() {
    synchronized (sending) {
      take()
          .forEach(
              (kind, ranges) ->
                  ranges.forEach(
                      (first, last) ->
                          send(
                              kind.run(),
                              new OffsetSpan(kind.partition(), first, last, kind.empty()))));
    }
  }

  /** What cannot be sent is dropped: a later run reads these records again. */
  private void send(String run, OffsetSpan finished) {
    try {
      channel.orElseThrow().send(run, finished);
    } catch (IOException | RuntimeException e) {
      LOG.warn(
          "The offsets {} to {} of {} are finished, but this could not be reported: {}",
          finished.first(),
          finished.last(),
          finished.partition(),
          e.getMessage());
    }
  }
}

package io.vectorstream.pipeline.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/**
 * Tells records that got lost from records that wait: for a slow store, or for their turn to become
 * dead letters. A record that comes before others of its partition which are finished was read no
 * later than they were. It is lost if the runner has been done several times since with all it had
 * at hand, and the record is still not finished.
 */
final class Standstills {

  /** Word of work that is done may come late; this is later than that. */
  static final Duration PATIENCE = Duration.ofSeconds(20);

  static final int PIECES_OF_WORK = 3;

  private record Standstill(long position, long sinceNanos, long workDone) {}

  private final Map<TopicPartition, Standstill> standstills = new HashMap<>();

  /**
   * Looks once.
   *
   * @param positions by partition, the first offset that is not finished, where any behind it is
   * @param workDone how many pieces of work the runner has been done with so far
   * @param nowNanos the time, as {@link System#nanoTime}
   * @return a partition whose first unfinished record is lost, if there is one
   */
  Optional<TopicPartition> findLost(
      Map<TopicPartition, Long> positions, long workDone, long nowNanos) {
    standstills.keySet().retainAll(positions.keySet());
    positions.forEach(
        (partition, position) ->
            standstills.merge(
                partition,
                new Standstill(position, nowNanos, workDone),
                (before, now) -> before.position() == now.position() ? before : now));
    return standstills.entrySet().stream()
        .filter(entry -> isLost(entry.getValue(), workDone, nowNanos))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private static boolean isLost(Standstill standstill, long workDone, long nowNanos) {
    return nowNanos - standstill.sinceNanos() >= PATIENCE.toNanos()
        && workDone - standstill.workDone() >= PIECES_OF_WORK;
  }
}

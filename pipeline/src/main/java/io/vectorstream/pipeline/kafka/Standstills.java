package io.vectorstream.pipeline.kafka;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Partitions that do not get on, though records further on in them are finished. */
final class Standstills {

  /** How long one lasts. */
  static final class Standstill {
    private final int partition;
    private final long position;
    private long lastFinished;
    private int rounds;
    private int finishes;

    private Standstill(int partition, long position) {
      this.partition = partition;
      this.position = position;
    }

    int partition() {
      return partition;
    }

    /** The first offset that is not finished. */
    long position() {
      return position;
    }

    /** How many looks have found it so. */
    int rounds() {
      return rounds;
    }

    /** In how many of these rounds records further on were finished. */
    int finishes() {
      return finishes;
    }
  }

  private final Map<Integer, Standstill> standstills = new HashMap<>();

  /**
   * Looks once.
   *
   * @param positions by partition, the first offset that is not finished
   * @param lastFinished by partition, the last offset that is, where any behind the position is
   * @return those that stand still now
   */
  Collection<Standstill> look(Map<Integer, Long> positions, Map<Integer, Long> lastFinished) {
    standstills
        .values()
        .removeIf(
            standstill ->
                !positions.get(standstill.partition).equals(standstill.position)
                    || !lastFinished.containsKey(standstill.partition));
    lastFinished.forEach(
        (partition, last) -> {
          Standstill standstill =
              standstills.computeIfAbsent(
                  partition, number -> new Standstill(number, positions.get(number)));
          standstill.rounds++;
          if (last > standstill.lastFinished) {
            standstill.finishes++;
            standstill.lastFinished = last;
          }
        });
    return standstills.values();
  }
}

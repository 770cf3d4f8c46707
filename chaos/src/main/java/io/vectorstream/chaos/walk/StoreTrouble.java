package io.vectorstream.chaos.walk;

import java.util.List;
import java.util.SplittableRandom;

/**
 * A time in which the store fails.
 *
 * @param afterCalls how many calls about points pass before it, from the end of the trouble before
 * @param calls how many calls it lasts
 * @param millis how long it lasts at least
 */
record StoreTrouble(Kind kind, int afterCalls, int calls, int millis) {

  /** In which way. */
  enum Kind {
    UNAVAILABLE,
    ABORTED,
    /** The connection is torn and new ones are refused. */
    REFUSED,
    /** Calls are applied, and the answers lost. */
    ANSWER_LOST,
    SLOW,
    /** INTERNAL to whatever is asked. */
    ILL,
    /** A third of the points cannot be reached; those of a call that can are stored. */
    SHARD_AWAY,
    /** RESOURCE_EXHAUSTED with the time to come again. */
    RATE_LIMIT,
    /** RESOURCE_EXHAUSTED to every call of more than a few points. */
    RATE_BELOW_CALL,
    /** INVALID_ARGUMENT to whatever is written, as from a collection at its limit. */
    FULL;

    /** How long it lasts: calls that are tried again come seldom, and are few. */
    private StoreTrouble after(int afterCalls, SplittableRandom random) {
      return switch (this) {
        case SHARD_AWAY, RATE_BELOW_CALL, FULL ->
            new StoreTrouble(this, afterCalls, 1, 300 + random.nextInt(1_500));
        case REFUSED -> new StoreTrouble(this, afterCalls, 1, 0);
        default -> new StoreTrouble(this, afterCalls, 1 + random.nextInt(3), 0);
      };
    }
  }

  /** None, or some, one after the other. */
  static List<StoreTrouble> some(SplittableRandom random) {
    Kind[] kinds = Kind.values();
    return random
        .ints(random.nextInt(4), 0, kinds.length)
        .mapToObj(kind -> kinds[kind].after(random.nextInt(4), random))
        .toList();
  }
}

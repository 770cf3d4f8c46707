package io.vectorstream.chaos.walk;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What a seed decides before the first record is made.
 *
 * @param topics with {@link #partitionsOf} partitions each
 * @param tombstones whether a record without a value deletes
 * @param transactions whether some records are sent in transactions
 * @param records how many are sent
 * @param refusals whether the store refuses some points for good
 * @param maxOutageMillis how long the application waits for a store that is away
 * @param stops how runs of the application end before it is through, one after the other
 */
record WalkSettings(
    long seed,
    String runner,
    List<String> topics,
    int mostPartitions,
    VersionField versionField,
    boolean tombstones,
    boolean transactions,
    int records,
    boolean refusals,
    int maxOutageMillis,
    List<Stop> stops) {

  /** How the application ends. */
  enum Stop {
    /** By itself, after {@code --maxEvents}. */
    LIMIT,
    /** As SIGTERM ends it. */
    DRAIN,
    /** As {@code kill -9} ends it. */
    KILL
  }

  private static final int MOST_TOPICS = 2;
  private static final int MOST_PARTITIONS = 6;

  /** One seed in so many has thousands of records. */
  private static final int LONG_EVERY = 20;

  /** One seed in so many kills, which costs the start of a process. */
  private static final int KILL_EVERY = 10;

  static WalkSettings of(long seed, String runner) {
    SplittableRandom random = new SplittableRandom(seed);
    List<String> topics = new ArrayList<>();
    for (int i = random.nextInt(MOST_TOPICS); i >= 0; i--) {
      topics.add("walk-" + runner + "-" + seed + "-" + i);
    }
    List<Stop> stops = new ArrayList<>();
    if (seed % KILL_EVERY == 0) {
      stops.add(Stop.KILL);
    } else if (random.nextInt(4) == 0) {
      stops.add(Stop.LIMIT);
    }
    if (random.nextInt(3) == 0) {
      stops.add(Stop.DRAIN);
    }
    return new WalkSettings(
        seed,
        runner,
        List.copyOf(topics),
        1 + random.nextInt(MOST_PARTITIONS),
        VersionField.values()[random.nextInt(VersionField.values().length)],
        random.nextBoolean(),
        random.nextBoolean(),
        seed % LONG_EVERY == 7 ? 3_000 : 100 + random.nextInt(300),
        random.nextInt(3) == 0,
        random.nextBoolean() ? 2_000 : 60_000,
        List.copyOf(stops));
  }

  /** How many partitions a topic has: one topic has others than the next. */
  int partitionsOf(String topic) {
    return 1 + (mostPartitions - 1) / (1 + topics.indexOf(topic));
  }

  /** Whether records of an id may be in several partitions: then only versions tell which wins. */
  boolean spreadsIds() {
    return versionField != VersionField.NONE && !tombstones;
  }

  /** The name of its consumer group and collection. */
  String name() {
    return "walk-" + runner + "-" + seed;
  }
}

package io.vectorstream.local.generator;

import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.SplittableRandom;

/** The pool of users. A user is in one session at a time, and no two users share one. */
final class Shoppers {

  static final int POOL = 10_000;

  /** One in so many events opens a new session of its user. */
  private static final int EVENTS_PER_SESSION = 10;

  private static final DateTimeFormatter UTC = formatter(ZoneOffset.UTC);
  private static final DateTimeFormatter ISTANBUL = formatter(ZoneOffset.ofHours(3));

  /** One event's user; the key is the user's id in UTF-8. */
  static final class Shopper {
    final String userId;
    final byte[] key;
    final String sessionId;
    final DateTimeFormatter timestamps;

    private Shopper(String userId, byte[] key, String sessionId, DateTimeFormatter timestamps) {
      this.userId = userId;
      this.key = key;
      this.sessionId = sessionId;
      this.timestamps = timestamps;
    }
  }

  private final String[] ids = new String[POOL];
  private final byte[][] keys = new byte[POOL][];
  private final int[] sessions = new int[POOL];
  private final long seed;

  Shoppers(long seed) {
    this.seed = seed;
    for (int i = 0; i < POOL; i++) {
      ids[i] = String.format(Locale.ROOT, "user-%05d", i);
      keys[i] = ids[i].getBytes(StandardCharsets.UTF_8);
    }
  }

  /** Draws a user, every one equally often. Every third one's clock shows Istanbul's time. */
  Shopper draw(SplittableRandom random) {
    int user = random.nextInt(POOL);
    if (random.nextInt(EVENTS_PER_SESSION) == 0) {
      sessions[user]++;
    }
    return new Shopper(ids[user], keys[user], sessionId(user), user % 3 == 2 ? ISTANBUL : UTC);
  }

  /** Different for every user and session: mixing is one-to-one. */
  private String sessionId(int user) {
    long mixed = mix(seed ^ ((long) sessions[user] * POOL + user));
    String hex = Long.toHexString(mixed);
    return "0".repeat(16 - hex.length()) + hex;
  }

  /** The finalizer of MurmurHash3 for 64 bits, which is one-to-one. */
  private static long mix(long value) {
    long mixed = (value ^ (value >>> 33)) * 0xff51afd7ed558ccdL;
    mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return mixed ^ (mixed >>> 33);
  }

  private static DateTimeFormatter formatter(ZoneId zone) {
    return DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSXXX", Locale.ROOT).withZone(zone);
  }
}

package io.vectorstream.deadletter.archive;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.common.hash.HashCode;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import io.vectorstream.deadletter.DatedPlace;
import io.vectorstream.deadletter.PlaceHeaders;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Tells letters about one record from letters about several: a bundle that was tried again writes
 * its letters twice, and a record that was replayed and failed again has one for each time. Were
 * all of them replayed, there would be twice as many with each replay.
 *
 * <p>It remembers the last million records; one more copy of a record does no harm.
 */
final class SentRecords {

  private static final int REMEMBERED = 1_000_000;

  private final Cache<HashCode, Boolean> sent =
      Caffeine.newBuilder().maximumSize(REMEMBERED).build();

  /** Remembers the record of a letter, which has an origin; false if it was remembered already. */
  boolean add(ArchivedLetter letter) {
    return sent.asMap().putIfAbsent(identity(letter), true) == null;
  }

  /**
   * The content belongs to it, or the time where there is none: a topic that was made again has
   * other records at its offsets.
   */
  private static HashCode identity(ArchivedLetter letter) {
    DatedPlace original = letter.datedOrigin().original(PlaceHeaders.read(letter.headers()));
    boolean isDated = letter.omittedBytes() != null && original.timestampMillis() != null;
    Hasher hasher =
        Hashing.murmur3_128()
            .newHasher()
            .putString(original.place().topic(), StandardCharsets.UTF_8)
            .putInt(original.place().partition())
            .putLong(original.place().offset())
            .putLong(isDated ? original.timestampMillis() : -1);
    put(hasher, letter.key());
    put(hasher, letter.value());
    return hasher.hash();
  }

  private static void put(Hasher hasher, @Nullable LetterBytes bytes) {
    if (bytes == null) {
      hasher.putInt(-1);
    } else {
      hasher.putInt(bytes.size()).putBytes(bytes.bytes());
    }
  }
}

package io.vectorstream.qdrant.point;

import static com.google.common.base.Preconditions.checkNotNull;

import java.io.Serializable;

/**
 * Where an element stood in what it was read from, such as a Kafka record in its topic: it tells
 * which of two elements of the same id is later.
 *
 * <p>Of two streams of the same name all of the one made later is later, whatever the times, since
 * what is read into it again may have its old times. Within a partition the position decides, and
 * at a position the step. Positions of different partitions say nothing about each other, so
 * between those the time decides; of two upserts at the same time one wins always the same way, and
 * of an upsert and a deletion the deletion. Where the times of a partition go backwards and an id's
 * elements stand in several partitions, this does not order three of them without a contradiction:
 * give all elements of an id the same key, so that they meet in one partition.
 *
 * @param stream what was read, such as a topic
 * @param generation greater for a stream that was made later under the same name
 * @param orEarlier whether it may as well have stood there in an earlier generation, as an element
 *     may of which a copy is read; between those and this the generation says nothing
 * @param partition the part of it within which positions count
 * @param position greater for what came later within the partition, such as an offset
 * @param timeMillis when the element came about, in milliseconds since the epoch
 * @param step greater for what came later at the same position, as where an element is tried again
 */
public record SourceOrder(
    String stream,
    long generation,
    boolean orEarlier,
    int partition,
    long position,
    long timeMillis,
    long step)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Checks that the stream is named. */
  public SourceOrder {
    checkNotNull(stream, "stream");
  }

  /** Where the only element of a position stood, in a stream of which there is one generation. */
  public SourceOrder(String stream, int partition, long position, long timeMillis) {
    this(stream, 0, false, partition, position, timeMillis, 0);
  }

  /** The same position at another step. */
  public SourceOrder atStep(long other) {
    return new SourceOrder(stream, generation, orEarlier, partition, position, timeMillis, other);
  }

  /** Whether this element is later than another one of the same kind. */
  public boolean isLaterThan(SourceOrder other) {
    int generations = compareGenerations(other);
    if (generations != 0) {
      return generations > 0;
    }
    if (isBeside(other)) {
      return isBehind(other);
    }
    if (timeMillis != other.timeMillis) {
      return timeMillis > other.timeMillis;
    }
    int streams = stream.compareTo(other.stream);
    return streams == 0 ? partition > other.partition : streams > 0;
  }

  /** Whether this deletion takes away what an upsert has written: it is later, or as late. */
  public boolean deletes(SourceOrder upsert) {
    int generations = compareGenerations(upsert);
    if (generations != 0) {
      return generations > 0;
    }
    return isBeside(upsert) ? isBehind(upsert) : timeMillis >= upsert.timeMillis;
  }

  /** Zero if the generations do not tell which one is later. */
  private int compareGenerations(SourceOrder other) {
    if (!stream.equals(other.stream)) {
      return 0;
    }
    int compared = Long.compare(generation, other.generation);
    boolean mayBeOfTheSame = compared > 0 ? orEarlier : other.orEarlier;
    return mayBeOfTheSame ? 0 : compared;
  }

  private boolean isBeside(SourceOrder other) {
    return partition == other.partition && stream.equals(other.stream);
  }

  private boolean isBehind(SourceOrder other) {
    return position == other.position ? step > other.step : position > other.position;
  }
}

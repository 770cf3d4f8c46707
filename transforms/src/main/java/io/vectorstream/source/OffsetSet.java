package io.vectorstream.source;

import com.google.common.collect.Range;
import com.google.common.collect.RangeSet;
import com.google.common.collect.TreeRangeSet;

/** A set of a partition's offsets, kept as ranges. Not safe for several threads. */
public final class OffsetSet {

  /** Each range includes its lower end and excludes its upper one, so that neighbours join. */
  private final RangeSet<Long> ranges = TreeRangeSet.create();

  /** Takes a range of offsets. */
  public interface Visitor {
    void visit(long first, long last);
  }

  /** Adds the offsets from the first to the last. */
  public void add(long first, long last) {
    ranges.add(Range.closedOpen(first, last + 1));
  }

  /** The first offset from a position on that is not in the set. */
  public long firstMissing(long position) {
    Range<Long> range = ranges.rangeContaining(position);
    return range == null ? position : range.upperEndpoint();
  }

  /** How many offsets are in the set. */
  public long size() {
    return count(0, Long.MAX_VALUE);
  }

  /** How many offsets of the set lie from one position up to, but not including, a later one. */
  public long count(long from, long to) {
    return ranges.subRangeSet(Range.closedOpen(from, to)).asRanges().stream()
        .mapToLong(range -> range.upperEndpoint() - range.lowerEndpoint())
        .sum();
  }

  /** Removes the offsets before a position. */
  public void removeBefore(long position) {
    ranges.remove(Range.lessThan(position));
  }

  /** Passes each range of the set to a visitor, in order. */
  public void forEach(Visitor visitor) {
    for (Range<Long> range : ranges.asRanges()) {
      visitor.visit(range.lowerEndpoint(), range.upperEndpoint() - 1);
    }
  }
}

package io.vectorstream.local.qdrant.storage;

import com.google.common.hash.BloomFilter;
import com.google.common.hash.Funnels;
import java.io.IOException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.util.BytesRef;

/**
 * Tells ids that are certainly new from those that may be there already.
 *
 * <p>A stream's points are nearly all new, and looking in every segment for one to replace would
 * cost more than writing them does.
 */
final class KnownIds {
  private static final long SMALLEST_CAPACITY = 500_000;
  private static final double ERROR_RATE = 0.01;

  private final BloomFilter<byte[]> ids;
  private final long capacity;
  private long size;

  private KnownIds(long capacity) {
    this.capacity = capacity;
    this.ids = BloomFilter.create(Funnels.byteArrayFunnel(), capacity, ERROR_RATE);
  }

  /** The ids in the index, deleted ones included, with room for as many again. */
  static KnownIds in(DirectoryReader reader) throws IOException {
    KnownIds known = new KnownIds(Math.max(SMALLEST_CAPACITY, 2L * reader.maxDoc()));
    for (LeafReaderContext leaf : reader.leaves()) {
      Terms terms = leaf.reader().terms(PointStore.ID);
      TermsEnum each = terms == null ? TermsEnum.EMPTY : terms.iterator();
      for (BytesRef id = each.next(); id != null; id = each.next()) {
        known.add(BytesRef.deepCopyOf(id).bytes);
      }
    }
    return known;
  }

  /** Remembers the id, and returns whether it was certainly not there before. */
  boolean add(byte[] id) {
    boolean added = ids.put(id);
    if (added) {
      size++;
    }
    return added;
  }

  /** Beyond its capacity it takes ever more new ids for old ones. */
  boolean isFull() {
    return size >= capacity;
  }
}

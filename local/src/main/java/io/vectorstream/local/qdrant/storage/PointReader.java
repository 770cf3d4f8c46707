package io.vectorstream.local.qdrant.storage;

import io.vectorstream.local.qdrant.filter.PointFilter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.MultiBits;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;

/** The points of a collection as they were at one moment. Used by one thread. */
public final class PointReader {
  /** Takes points one by one; what it is given moves on afterwards. */
  @FunctionalInterface
  public interface Visitor {
    /** Returns whether to go on. */
    boolean visit(SegmentPoints at) throws IOException;
  }

  /** Something to do with the points as they are at one moment. */
  @FunctionalInterface
  public interface Read<T> {
    /** Does it; the points cannot be read afterwards. */
    T on(PointReader points) throws IOException;
  }

  private final DirectoryReader reader;

  PointReader(DirectoryReader reader) {
    this.reader = reader;
  }

  /** How many points there are. */
  public int count() {
    return reader.numDocs();
  }

  /** How many documents there are, the deleted ones included. */
  public int documents() {
    return reader.maxDoc();
  }

  /** How many segments they lie in. */
  public int segments() {
    return reader.leaves().size();
  }

  /** Visits the points that match, in no particular order. */
  public void forEach(PointFilter filter, Visitor visitor) throws IOException {
    for (LeafReaderContext leaf : reader.leaves()) {
      SegmentPoints points = new SegmentPoints(leaf);
      for (int doc = 0; doc < leaf.reader().maxDoc(); doc++) {
        if (!points.isLive(doc)) {
          continue;
        }
        points.moveTo(doc);
        boolean matches = filter == PointFilter.ALL || filter.matches(points.point());
        if (matches && !visitor.visit(points)) {
          return;
        }
      }
    }
  }

  /** Visits the points that match in the order of their ids, from this one on. */
  public void forEachInOrder(byte[] from, PointFilter filter, Visitor visitor) throws IOException {
    Terms terms = MultiTerms.getTerms(reader, PointStore.ID);
    if (terms == null) {
      return;
    }
    PointCursor cursor = cursor();
    Bits live = MultiBits.getLiveDocs(reader);
    TermsEnum ids = terms.iterator();
    if (ids.seekCeil(new BytesRef(from)) == TermsEnum.SeekStatus.END) {
      return;
    }
    PostingsEnum documents = null;
    do {
      documents = ids.postings(documents, PostingsEnum.NONE);
      int doc = IdLookup.firstLive(documents, live);
      if (doc != DocIdSetIterator.NO_MORE_DOCS) {
        SegmentPoints points = cursor.moveTo(doc);
        if (filter.matches(points.point()) && !visitor.visit(points)) {
          return;
        }
      }
    } while (ids.next() != null);
  }

  /** The point with this id. */
  public Optional<SegmentPoints> find(byte[] id) throws IOException {
    AtomicReference<SegmentPoints> found = new AtomicReference<>();
    forEach(
        Set.of(new BytesRef(id)),
        at -> {
          found.set(at);
          return false;
        });
    return Optional.ofNullable(found.get());
  }

  /**
   * Visits the points of these ids, as far as they are there, in the order in which they lie.
   *
   * @param ids see {@link io.vectorstream.local.qdrant.payload.IdBytes}
   */
  public void forEach(Set<BytesRef> ids, Visitor visitor) throws IOException {
    // An id is found sooner next to the one before it.
    Set<BytesRef> left = new TreeSet<>(ids);
    for (LeafReaderContext leaf : reader.leaves()) {
      SegmentPoints points = new SegmentPoints(leaf);
      for (int doc : new IdLookup(leaf.reader()).takeOut(left)) {
        points.moveTo(doc);
        if (!visitor.visit(points)) {
          return;
        }
      }
    }
  }

  /** How many points match. */
  public long count(PointFilter filter) throws IOException {
    long[] count = new long[1];
    forEach(
        filter,
        at -> {
          count[0]++;
          return true;
        });
    return count[0];
  }

  /** The sparse vectors of this name. */
  public SparseIndex sparse(String name) {
    return new SparseIndex(reader, name);
  }

  List<byte[]> ids(PointFilter filter) throws IOException {
    List<byte[]> ids = new ArrayList<>();
    forEach(filter, at -> ids.add(at.point().idBytes()));
    return ids;
  }

  KnownIds knownIds() throws IOException {
    return KnownIds.in(reader);
  }

  /** For moving to points by their {@link SegmentPoints#globalDoc}. */
  public PointCursor cursor() {
    return new PointCursor(reader);
  }
}

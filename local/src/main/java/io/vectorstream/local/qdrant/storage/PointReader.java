package io.vectorstream.local.qdrant.storage;

import io.vectorstream.local.qdrant.filter.PointFilter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
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
import org.jspecify.annotations.Nullable;

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
  private final PointCursor found;
  private @Nullable List<IdLookup> lookups;

  PointReader(DirectoryReader reader) {
    this.reader = reader;
    found = cursor();
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

  /** The point with this id, as long as no other is asked for. */
  public Optional<SegmentPoints> find(byte[] id) throws IOException {
    BytesRef wanted = new BytesRef(id);
    for (IdLookup segment : lookups()) {
      OptionalInt doc = segment.find(wanted);
      if (doc.isPresent()) {
        return Optional.of(found.moveTo(doc.getAsInt()));
      }
    }
    return Optional.empty();
  }

  private List<IdLookup> lookups() throws IOException {
    if (lookups == null) {
      lookups = new ArrayList<>();
      for (LeafReaderContext leaf : reader.leaves()) {
        lookups.add(new IdLookup(leaf));
      }
    }
    return lookups;
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

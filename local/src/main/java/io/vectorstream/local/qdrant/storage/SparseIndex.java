package io.vectorstream.local.qdrant.storage;

import io.vectorstream.local.qdrant.vector.SparseNumbers;
import java.io.IOException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;

/** The sparse vectors of one name, by the indices that they have. */
public final class SparseIndex {
  private final DirectoryReader reader;
  private final String field;

  SparseIndex(DirectoryReader reader, String name) {
    this.reader = reader;
    this.field = SparseTerms.field(name);
  }

  /** How many points have such a vector with any index. */
  public long vectors() throws IOException {
    return count(SparseTerms.any());
  }

  /** How many of them have this index. */
  public long having(int index) throws IOException {
    return count(SparseTerms.of(index));
  }

  /**
   * Visits the points whose vector has an index in common with this one, in ascending documents.
   */
  public void forEachSharing(SparseNumbers vector, PointReader.Visitor visitor) throws IOException {
    for (LeafReaderContext leaf : reader.leaves()) {
      Terms terms = leaf.reader().terms(field);
      if (terms != null && !visit(leaf, sharing(terms, vector, leaf.reader().maxDoc()), visitor)) {
        return;
      }
    }
  }

  private static FixedBitSet sharing(Terms terms, SparseNumbers vector, int maxDoc)
      throws IOException {
    FixedBitSet documents = new FixedBitSet(maxDoc);
    TermsEnum indices = terms.iterator();
    PostingsEnum having = null;
    for (int place = 0; place < vector.size(); place++) {
      if (indices.seekExact(SparseTerms.of(vector.index(place)))) {
        having = indices.postings(having, PostingsEnum.NONE);
        documents.or(having);
      }
    }
    return documents;
  }

  private static boolean visit(
      LeafReaderContext leaf, FixedBitSet documents, PointReader.Visitor visitor)
      throws IOException {
    SegmentPoints points = new SegmentPoints(leaf);
    int end = documents.length();
    int doc = end == 0 ? DocIdSetIterator.NO_MORE_DOCS : documents.nextSetBit(0);
    while (doc != DocIdSetIterator.NO_MORE_DOCS) {
      if (points.isLive(doc)) {
        points.moveTo(doc);
        if (!visitor.visit(points)) {
          return false;
        }
      }
      doc = doc + 1 < end ? documents.nextSetBit(doc + 1) : DocIdSetIterator.NO_MORE_DOCS;
    }
    return true;
  }

  private long count(BytesRef term) throws IOException {
    long count = 0;
    for (LeafReaderContext leaf : reader.leaves()) {
      Terms terms = leaf.reader().terms(field);
      TermsEnum indices = terms == null ? TermsEnum.EMPTY : terms.iterator();
      if (indices.seekExact(term)) {
        count += count(indices, leaf.reader().getLiveDocs());
      }
    }
    return count;
  }

  /** A term's own number counts deleted documents too. */
  private static long count(TermsEnum term, Bits live) throws IOException {
    if (live == null) {
      return term.docFreq();
    }
    long count = 0;
    PostingsEnum documents = term.postings(null, PostingsEnum.NONE);
    for (int doc = documents.nextDoc();
        doc != DocIdSetIterator.NO_MORE_DOCS;
        doc = documents.nextDoc()) {
      if (live.get(doc)) {
        count++;
      }
    }
    return count;
  }
}

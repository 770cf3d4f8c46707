package io.vectorstream.local.qdrant.storage;

import java.io.IOException;
import java.util.Optional;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * Finds points of one segment by their ids. It is kept for many ids, since making one takes longer
 * than to look an id up.
 */
final class IdLookup {
  private final LeafReaderContext leaf;
  private final @Nullable TermsEnum ids;
  private @Nullable PostingsEnum documents;
  private @Nullable SegmentPoints place;

  IdLookup(LeafReaderContext leaf) throws IOException {
    this.leaf = leaf;
    Terms terms = leaf.reader().terms(PointStore.ID);
    ids = terms == null ? null : terms.iterator();
  }

  /** The point with this id, if it is in this segment, until another is found here. */
  Optional<SegmentPoints> find(BytesRef id) throws IOException {
    if (ids == null || !ids.seekExact(id)) {
      return Optional.empty();
    }
    documents = ids.postings(documents, PostingsEnum.NONE);
    int doc = firstLive(documents, leaf.reader().getLiveDocs());
    if (doc == DocIdSetIterator.NO_MORE_DOCS) {
      return Optional.empty();
    }
    if (place == null || place.current() > doc) {
      place = new SegmentPoints(leaf);
    }
    place.moveTo(doc);
    return Optional.of(place);
  }

  /** The first document that is not deleted, or {@link DocIdSetIterator#NO_MORE_DOCS}. */
  static int firstLive(PostingsEnum documents, @Nullable Bits live) throws IOException {
    int doc = documents.nextDoc();
    while (doc != DocIdSetIterator.NO_MORE_DOCS && live != null && !live.get(doc)) {
      doc = documents.nextDoc();
    }
    return doc;
  }
}

package io.vectorstream.local.qdrant.storage;

import java.io.IOException;
import java.util.OptionalInt;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * Tells where the points of one segment are by their ids. It is kept for many ids, since making one
 * takes longer than to look an id up.
 */
final class IdLookup {
  private final LeafReaderContext leaf;
  private final @Nullable TermsEnum ids;
  private @Nullable PostingsEnum documents;

  IdLookup(LeafReaderContext leaf) throws IOException {
    this.leaf = leaf;
    Terms terms = leaf.reader().terms(PointStore.ID);
    ids = terms == null ? null : terms.iterator();
  }

  /** Where the point of this id is among those of all segments, if it is in this one. */
  OptionalInt find(BytesRef id) throws IOException {
    if (ids == null || !ids.seekExact(id)) {
      return OptionalInt.empty();
    }
    documents = ids.postings(documents, PostingsEnum.NONE);
    int doc = firstLive(documents, leaf.reader().getLiveDocs());
    return doc == DocIdSetIterator.NO_MORE_DOCS
        ? OptionalInt.empty()
        : OptionalInt.of(leaf.docBase + doc);
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

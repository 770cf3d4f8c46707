package io.vectorstream.local.qdrant.storage;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** Tells where the points of one segment are by their ids. */
final class IdLookup {
  private final @Nullable Terms ids;
  private final @Nullable Bits live;

  IdLookup(LeafReader segment) throws IOException {
    ids = segment.terms(PointStore.ID);
    live = segment.getLiveDocs();
  }

  /**
   * Where points are that this segment has.
   *
   * @param wanted ids, of which those that are found are taken out; looked up the sooner the more
   *     each has in common with the one before it
   * @return the points' documents, in ascending order
   */
  int[] takeOut(Collection<BytesRef> wanted) throws IOException {
    if (ids == null) {
      return new int[0];
    }
    TermsEnum terms = ids.iterator();
    PostingsEnum documents = null;
    int[] found = new int[wanted.size()];
    int size = 0;
    for (Iterator<BytesRef> each = wanted.iterator(); each.hasNext(); ) {
      if (terms.seekExact(each.next())) {
        documents = terms.postings(documents, PostingsEnum.NONE);
        int doc = firstLive(documents, live);
        if (doc != DocIdSetIterator.NO_MORE_DOCS) {
          found[size++] = doc;
          each.remove();
        }
      }
    }
    Arrays.sort(found, 0, size);
    return Arrays.copyOf(found, size);
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

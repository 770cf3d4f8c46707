package io.vectorstream.local.qdrant.storage;

import io.vectorstream.local.qdrant.vector.SparseBytes;
import java.util.List;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.NumericUtils;

/** How a document tells which indices its sparse vectors have: by a term for each. */
final class SparseTerms {
  private static final String INDICES = "indices:";

  /** The term of each vector that has any index: what the others are counted against. */
  private static final BytesRef ANY = new BytesRef(BytesRef.EMPTY_BYTES);

  private SparseTerms() {}

  /** The field of the vectors of this name, apart from every other field. */
  static String field(String name) {
    return INDICES + name;
  }

  static BytesRef any() {
    return ANY;
  }

  static BytesRef of(int index) {
    byte[] bytes = new byte[Integer.BYTES];
    NumericUtils.intToSortableBytes(index, bytes, 0);
    return new BytesRef(bytes);
  }

  /** Adds the terms of a vector, see {@link SparseBytes}, to its point's document. */
  static void addTo(List<Field> document, String name, byte[] vector) {
    int size = SparseBytes.size(vector.length);
    if (size == 0) {
      return;
    }
    String field = field(name);
    document.add(new StringField(field, ANY, Field.Store.NO));
    for (int place = 0; place < size; place++) {
      BytesRef term = of(SparseBytes.index(vector, 0, place));
      document.add(new StringField(field, term, Field.Store.NO));
    }
  }
}

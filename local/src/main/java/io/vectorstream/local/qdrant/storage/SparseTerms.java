package io.vectorstream.local.qdrant.storage;

import io.vectorstream.local.qdrant.vector.SparseBytes;
import java.util.List;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.BytesTermAttribute;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.NumericUtils;

/** How a document tells which indices its sparse vectors have: by a term for each. */
final class SparseTerms {
  private static final String INDICES = "indices:";

  /** The term of each vector that has any index: what the others are counted against. */
  private static final BytesRef ANY = new BytesRef(BytesRef.EMPTY_BYTES);

  private static final FieldType TERMS = new FieldType();

  static {
    TERMS.setIndexOptions(IndexOptions.DOCS);
    TERMS.setOmitNorms(true);
    TERMS.setTokenized(true);
    TERMS.freeze();
  }

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
    if (SparseBytes.size(vector.length) > 0) {
      document.add(new Field(field(name), new Terms(vector), TERMS));
    }
  }

  /** All of them as one field's: a field for each would cost several times as much. */
  private static final class Terms extends TokenStream {
    private final BytesTermAttribute term = addAttribute(BytesTermAttribute.class);
    private final byte[] vector;
    private final int size;
    private int next;

    Terms(byte[] vector) {
      this.vector = vector;
      this.size = SparseBytes.size(vector.length);
    }

    @Override
    public boolean incrementToken() {
      if (next > size) {
        return false;
      }
      clearAttributes();
      term.setBytesRef(next == 0 ? ANY : of(SparseBytes.index(vector, 0, next - 1)));
      next++;
      return true;
    }

    /** Lucene begins with it. */
    @Override
    public void reset() {
      next = 0;
    }
  }
}

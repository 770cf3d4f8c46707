package io.vectorstream.local.qdrant.storage;

import io.vectorstream.local.qdrant.payload.StoredPoint;
import io.vectorstream.local.qdrant.vector.VectorSpaces;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.ReaderManager;
import org.apache.lucene.index.Term;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.BytesRef;

/**
 * The points of one collection as a Lucene index.
 *
 * <p>A point is a document: its id as a term, its payload and its vectors as binary values, and the
 * indices of its sparse vectors as terms (see {@link SparseTerms}). One thread writes (see {@link
 * WriteQueue}), any number reads; a reader sees every write that has ended, and none that is half
 * done.
 */
final class PointStore implements Closeable {
  static final String ID = "id";
  static final String POINT = "point";
  private static final String VECTOR = "vector";
  private static final String OPERATIONS = "operations";
  private static final double BUFFER_MEGABYTES = 64;

  private final Directory directory;
  private final IndexWriter writer;
  private final ReaderManager readers;

  /** Held while a write is being applied, so that no reader opens in the middle of it. */
  private final ReentrantLock applying = new ReentrantLock();

  private long operations;

  /** Made when it is first needed, so that a store that is only read opens at once. */
  private KnownIds knownIds;

  PointStore(Path folder) throws IOException {
    directory = new ProcessDurableDirectory(FSDirectory.open(folder));
    writer =
        new IndexWriter(directory, new IndexWriterConfig().setRAMBufferSizeMB(BUFFER_MEGABYTES));
    readers = new ReaderManager(writer);
    operations = committedOperations(writer);
  }

  /** Applies one write as a whole, and returns its number. It is durable after {@link #commit}. */
  long apply(Write write) throws IOException {
    applying.lock();
    try {
      write.applyTo(this);
      return operations++;
    } finally {
      applying.unlock();
    }
  }

  void commit() throws IOException {
    writer.setLiveCommitData(Map.of(OPERATIONS, Long.toString(operations)).entrySet());
    writer.commit();
  }

  <T> T read(PointReader.Read<T> read) throws IOException {
    applying.lock();
    try {
      readers.maybeRefreshBlocking();
    } finally {
      applying.unlock();
    }
    DirectoryReader reader = readers.acquire();
    try {
      return read.on(new PointReader(reader));
    } finally {
      readers.release(reader);
    }
  }

  /** Puts a point in place of the one with the same id. Only from within {@link #apply}. */
  void put(NewPoint added) throws IOException {
    StoredPoint.setVersion(added.point(), operations);
    BytesRef id = new BytesRef(added.id());
    List<Field> document = new ArrayList<>();
    document.add(new StringField(ID, id, Field.Store.NO));
    document.add(new BinaryDocValuesField(POINT, new BytesRef(added.point())));
    added.dense().forEach((name, vector) -> document.add(numbers(name, vector)));
    added
        .sparse()
        .forEach(
            (name, vector) -> {
              document.add(numbers(name, vector));
              SparseTerms.addTo(document, name, vector);
            });
    if (isNew(added.id())) {
      writer.addDocument(document);
    } else {
      writer.updateDocument(new Term(ID, id), document);
    }
  }

  /** Only from within {@link #apply}. */
  void delete(Iterable<byte[]> ids) throws IOException {
    for (byte[] each : ids) {
      writer.deleteDocuments(new Term(ID, new BytesRef(each)));
    }
  }

  @Override
  public void close() throws IOException {
    readers.close();
    writer.close();
    directory.close();
  }

  /** Where the vectors of this name lie, apart from every other field. */
  static String vectorField(String name) {
    return name.equals(VectorSpaces.UNNAMED) ? VECTOR : VECTOR + ":" + name;
  }

  private static Field numbers(String name, byte[] vector) {
    return new BinaryDocValuesField(vectorField(name), new BytesRef(vector));
  }

  private boolean isNew(byte[] id) throws IOException {
    if (knownIds == null || knownIds.isFull()) {
      knownIds = read(PointReader::knownIds);
    }
    return knownIds.add(id);
  }

  private static long committedOperations(IndexWriter writer) {
    Iterable<Map.Entry<String, String>> data = writer.getLiveCommitData();
    if (data != null) {
      for (Map.Entry<String, String> entry : data) {
        if (entry.getKey().equals(OPERATIONS)) {
          return Long.parseLong(entry.getValue());
        }
      }
    }
    return 0;
  }
}

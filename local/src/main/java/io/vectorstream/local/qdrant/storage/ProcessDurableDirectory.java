package io.vectorstream.local.qdrant.storage;

import java.util.Collection;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FilterDirectory;

/**
 * A directory whose commits survive the end of this process, however it ends, but not a power cut.
 *
 * <p>What was written is the operating system's, and its next reader finds it there; waiting for
 * the disk as well would make every acknowledged batch several times dearer.
 */
final class ProcessDurableDirectory extends FilterDirectory {
  ProcessDurableDirectory(Directory delegate) {
    super(delegate);
  }

  @Override
  public void sync(Collection<String> names) {}

  @Override
  public void syncMetaData() {}
}

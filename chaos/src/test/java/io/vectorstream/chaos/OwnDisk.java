package io.vectorstream.chaos;

import java.io.File;
import java.net.URI;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/**
 * A file system of which each process has its own, in its folder for temporary files: to a process
 * what the disk of its machine is to a machine.
 */
public final class OwnDisk extends RawLocalFileSystem {

  /** The setting that makes the file system known to Spark. */
  static final String SETTING = "spark.hadoop.fs.own.impl";

  private static final URI ROOT = URI.create("own:///");

  /** For Hadoop. */
  public OwnDisk() {}

  @Override
  public URI getUri() {
    return ROOT;
  }

  @Override
  public File pathToFile(Path path) {
    return new File(System.getProperty("java.io.tmpdir"), path.toUri().getPath());
  }
}

package io.vectorstream.runners.spark;

import io.vectorstream.runners.RunnerSetupException;
import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.beam.runners.spark.SparkPipelineOptions;
import org.apache.beam.sdk.Pipeline;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.util.ShutdownHookManager;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Spark's streaming needs a checkpoint folder, and continues with the graph that it finds there.
 * VectorStream continues from the offsets of the consumer group instead, so each pipeline gets a
 * folder of its own, which is deleted when the next one begins, or the process ends. {@code
 * --checkpointDir} says where it is, on a cluster a place that all workers can reach; by default it
 * is among the temporary files.
 */
final class CheckpointFolder {

  private static final Logger LOG = LoggerFactory.getLogger(CheckpointFolder.class);
  private static final String PREFIX = "vectorstream-checkpoint-";
  private static final String MARKER = "written-by-the-driver";

  /** Runs after Spark's hook, and before Hadoop's, which closes the file system. */
  private static final int HOOK_PRIORITY = FileSystem.SHUTDOWN_HOOK_PRIORITY + 10;

  /** A process has one pipeline at a time. */
  private static final AtomicReference<@Nullable CheckpointFolder> LATEST = new AtomicReference<>();

  private final FileSystem files;
  private final Path folder;

  private CheckpointFolder(FileSystem files, Path folder) {
    this.files = files;
    this.folder = folder;
  }

  /**
   * Gives a pipeline its folder.
   *
   * @throws RunnerSetupException if it cannot be used
   */
  static CheckpointFolder assign(Pipeline pipeline) {
    SparkPipelineOptions options = pipeline.getOptions().as(SparkPipelineOptions.class);
    String named = options.getCheckpointDir();
    try {
      Path folder = new Path(parent(options), PREFIX + UUID.randomUUID());
      FileSystem files = folder.getFileSystem(hadoop());
      // A worker may have another folder as its own, and other defaults.
      Path qualified = files.makeQualified(folder);
      CheckpointFolder own = new CheckpointFolder(files, qualified);
      ShutdownHookManager.get().addShutdownHook(own::delete, HOOK_PRIORITY);
      options.setCheckpointDir(qualified.toString());
      CheckpointFolder before = LATEST.getAndSet(own);
      if (before != null) {
        before.delete();
      }
      return own;
    } catch (IOException | RuntimeException e) {
      throw unusable(named, e);
    }
  }

  /**
   * Makes the folder, with a file in it that others can look for.
   *
   * @throws RunnerSetupException if it cannot be used
   */
  Path mark() {
    Path marker = new Path(folder, MARKER);
    try {
      files.create(marker, true).close();
      return marker;
    } catch (IOException | RuntimeException e) {
      throw unusable(folder.getParent().toString(), e);
    }
  }

  /** Hadoop throws unchecked what concerns a host that is unknown, or a class that is missing. */
  private static RunnerSetupException unusable(String parent, Exception cause) {
    return new RunnerSetupException(
        "--checkpointDir: \"" + parent + "\" cannot be used: " + cause.getMessage(), cause);
  }

  /** With what the user has set for Hadoop by {@code spark.hadoop.*}, as access to a store. */
  private static Configuration hadoop() {
    return SparkHadoopUtil.get().newConfiguration(new SparkConf());
  }

  /** An earlier pipeline with the same options has set its own folder there. */
  private static Path parent(SparkPipelineOptions options) {
    String named = options.getCheckpointDir();
    if (named.equals("/tmp/" + options.getJobName())) {
      return new Path(System.getProperty("java.io.tmpdir"));
    }
    Path folder = new Path(named);
    return folder.getName().startsWith(PREFIX) ? folder.getParent() : folder;
  }

  private void delete() {
    try {
      files.delete(folder, true);
    } catch (IOException e) {
      LOG.warn("Spark's checkpoint folder {} could not be deleted: {}", folder, e.getMessage());
    }
  }
}

package io.vectorstream.runners.spark;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.beam.runners.spark.SparkPipelineOptions;
import org.apache.beam.sdk.Pipeline;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Spark's streaming wants a checkpoint folder. Where the user names none, the runner would make one
 * for each run and leave it behind; this one goes when the process ends.
 */
final class TemporaryCheckpoint {

  private static final Logger LOG = LoggerFactory.getLogger(TemporaryCheckpoint.class);

  private TemporaryCheckpoint() {}

  static void replaceDefault(Pipeline pipeline) {
    SparkPipelineOptions options = pipeline.getOptions().as(SparkPipelineOptions.class);
    if (!options.getCheckpointDir().equals("/tmp/" + options.getJobName())) {
      return;
    }
    try {
      Path folder = Files.createTempDirectory("vectorstream-checkpoint");
      options.setCheckpointDir(folder.toString());
      Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder), "delete-checkpoint"));
    } catch (IOException e) {
      throw new UncheckedIOException("No temporary folder for Spark's checkpoint can be made", e);
    }
  }

  private static void delete(Path folder) {
    try {
      MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
    } catch (IOException e) {
      LOG.warn("The temporary folder {} could not be deleted: {}", folder, e.getMessage());
    }
  }
}

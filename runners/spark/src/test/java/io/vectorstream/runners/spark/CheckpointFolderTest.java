package io.vectorstream.runners.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.apache.beam.runners.spark.SparkPipelineOptions;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CheckpointFolderTest {

  private final SparkPipelineOptions options =
      PipelineOptionsFactory.as(SparkPipelineOptions.class);

  @TempDir Path folder;

  @Test
  void eachPipelineHasOneOfItsOwnAmongTheTemporaryFiles() {
    String first = assign();
    String second = assign();

    assertThat(first)
        .startsWith(System.getProperty("java.io.tmpdir") + "/vectorstream-checkpoint-");
    assertThat(Path.of(second))
        .hasParentRaw(Path.of(first).getParent())
        .isNotEqualTo(Path.of(first));
  }

  @Test
  void theUserSaysWhere() {
    options.setCheckpointDir(folder.toUri().toString());

    String first = assign();
    String second = assign();

    assertThat(first).startsWith("file:" + folder + "/vectorstream-checkpoint-");
    assertThat(second)
        .startsWith("file:" + folder + "/vectorstream-checkpoint-")
        .isNotEqualTo(first);
  }

  @Test
  void whatIsSetForHadoopThroughSparkCounts() {
    System.setProperty("spark.hadoop.fs.example.impl", "org.example.NotThere");
    options.setCheckpointDir("example://host/folder");
    try {
      assertThatThrownBy(this::assign).hasStackTraceContaining("org.example.NotThere");
    } finally {
      System.clearProperty("spark.hadoop.fs.example.impl");
    }
  }

  private String assign() {
    CheckpointFolder.assign(Pipeline.create(options));
    return options.getCheckpointDir();
  }
}

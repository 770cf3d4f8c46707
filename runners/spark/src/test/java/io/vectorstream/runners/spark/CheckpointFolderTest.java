package io.vectorstream.runners.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vectorstream.runners.RunnerSetupException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.beam.runners.spark.SparkPipelineOptions;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CheckpointFolderTest {

  private final SparkPipelineOptions options =
      PipelineOptionsFactory.as(SparkPipelineOptions.class);

  @TempDir Path folder;

  @Test
  void eachPipelineHasOneOfItsOwnAmongTheTemporaryFiles() {
    String first = assign();
    String second = assign();

    assertThat(first)
        .startsWith("file:" + System.getProperty("java.io.tmpdir") + "/vectorstream-checkpoint-");
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
  void aWorkersOwnFolderIsNotMeantByOneWithoutARoot() {
    options.setCheckpointDir("here");

    assertThat(assign()).startsWith("file:" + Path.of("").toAbsolutePath() + "/here/");
  }

  @Test
  void theFolderIsMadeForOthersToFind() {
    options.setCheckpointDir(folder.toString());

    Path marker = Path.of(CheckpointFolder.assign(Pipeline.create(options)).mark().toUri());

    assertThat(marker).exists();
    assertThat(marker.getParent().getParent()).isEqualTo(folder);
  }

  @Test
  void theFolderOfThePipelineBeforeIsDeleted() {
    options.setCheckpointDir(folder.toString());
    Path first = Path.of(CheckpointFolder.assign(Pipeline.create(options)).mark().toUri());

    Path second = Path.of(CheckpointFolder.assign(Pipeline.create(options)).mark().toUri());

    assertThat(first.getParent()).doesNotExist();
    assertThat(second).exists();
  }

  @Test
  void aFolderThatCannotBeMadeIsNamed() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    options.setCheckpointDir(file.toString());
    CheckpointFolder checkpoints = CheckpointFolder.assign(Pipeline.create(options));

    assertThatThrownBy(checkpoints::mark)
        .isInstanceOf(RunnerSetupException.class)
        .hasMessageStartingWith("--checkpointDir: \"file:" + file + "\" cannot be used: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nosuch://host/folder", "s3a://bucket/folder", ""})
  void aFolderThatCannotBeIsNamed(String folder) {
    options.setCheckpointDir(folder);

    assertThatThrownBy(this::assign)
        .isInstanceOf(RunnerSetupException.class)
        .hasMessageStartingWith("--checkpointDir: \"" + folder + "\" cannot be used: ");
  }

  @Test
  void whatIsSetForHadoopThroughSparkCounts() {
    System.setProperty("spark.hadoop.fs.example.impl", "org.example.NotThere");
    options.setCheckpointDir("example://host/folder");
    try {
      assertThatThrownBy(this::assign)
          .isInstanceOf(RunnerSetupException.class)
          .hasMessageContaining("org.example.NotThere");
    } finally {
      System.clearProperty("spark.hadoop.fs.example.impl");
    }
  }

  private String assign() {
    assertThat(CheckpointFolder.assign(Pipeline.create(options))).isNotNull();
    return options.getCheckpointDir();
  }
}

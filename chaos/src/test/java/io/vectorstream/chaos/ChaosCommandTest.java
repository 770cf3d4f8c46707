package io.vectorstream.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChaosCommandTest {

  @TempDir private Path folder;

  @Test
  void aFileIsNoFolder() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    StringWriter err = new StringWriter();

    int exitCode =
        new ChaosCommand()
            .execute(new PrintWriter(new StringWriter()), new PrintWriter(err), "--folder=" + file);

    assertThat(err.toString())
        .isEqualToIgnoringNewLines("--folder is no folder: " + file + " (see --help)");
    assertThat(exitCode).isEqualTo(2);
  }
}

package io.vectorstream.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What scripts/lib/find-gpus makes of NVIDIA's tool; a program of that name stands in for it. */
final class FindGpusTest {

  @TempDir Path folder;

  private Process find(String tool) throws IOException {
    Path file = Files.writeString(folder.resolve("nvidia-smi"), "#!/bin/sh\n" + tool + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    ProcessBuilder builder = new ProcessBuilder(Repository.script("lib/find-gpus").toString());
    builder.environment().compute("PATH", (name, path) -> folder + ":" + path);
    return builder.start();
  }

  private static String output(Process process) throws IOException {
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  @Test
  void cardsAreNamedForSpark() throws Exception {
    Process process = find("printf '0\\n1\\n'");

    assertThat(output(process)).isEqualTo("{\"name\": \"gpu\", \"addresses\": [\"0\", \"1\"]}\n");
    assertThat(process.waitFor()).isZero();
  }

  @Test
  void withoutADriverNoCardIsNamed() throws Exception {
    Process process = find("exit 9");

    assertThat(output(process)).isEmpty();
    assertThat(process.waitFor()).isNotZero();
  }
}

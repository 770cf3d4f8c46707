package io.vectorstream.embedding.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import ai.djl.util.Platform;
import ai.djl.util.cuda.CudaUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenizerLibraryTest {

  private static final String LIBRARY = System.mapLibraryName("tokenizers");

  @TempDir Path cache;

  private final Platform platform = Platform.detectPlatform("tokenizers");

  /** What DJL leaves after a run that saw a card of compute capability 9.0. */
  @Test
  void itIsPutBesideThatOfACard() throws IOException {
    assumeThat(CudaUtils.hasCuda()).as("a card is in sight").isFalse();
    Path folder = cache.resolve(platform.getVersion() + "-cpu-" + platform.getClassifier());
    Path ofCard = Files.createDirectories(folder.resolve("90")).resolve(LIBRARY);
    Files.writeString(ofCard, "of the card");

    TokenizerLibrary.complete(cache);
    TokenizerLibrary.complete(cache);

    System.load(folder.resolve(LIBRARY).toString());
    assertThat(ofCard).hasContent("of the card");
    assertThat(names(folder)).containsExactlyInAnyOrder("90", LIBRARY);
  }

  @Test
  void whereDjlHasNotBeenItIsLeftToDjl() throws IOException {
    TokenizerLibrary.complete(cache);

    assertThat(names(cache)).isEmpty();
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}

package io.vectorstream.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Any pipeline can use what is in this package, so it may not know what an event is. */
final class PackageDependenciesTest {

  private static final Pattern OWN_PACKAGE = Pattern.compile("io\\.vectorstream\\.([a-z]+)");

  @Test
  void embeddingKnowsTextsAndVectorsOnly() throws IOException {
    assertThat(packagesNamedIn("embedding"))
        .containsExactlyInAnyOrder("embedding", "metrics", "shared");
    assertThat(packagesNamedIn("metrics")).containsExactly("metrics");
    assertThat(packagesNamedIn("shared")).containsExactly("shared");
  }

  @Test
  void searchKnowsTheModelAndTheStoreOnly() throws IOException {
    assertThat(packagesNamedIn("search"))
        .containsExactlyInAnyOrder("search", "embedding", "qdrant", "words");
  }

  @Test
  void mappingsKnowValuesAndTimesOnly() throws IOException {
    assertThat(packagesNamedIn("mapping")).containsExactlyInAnyOrder("mapping", "value", "time");
    assertThat(packagesNamedIn("value")).containsExactly("value");
  }

  @Test
  void wordsKnowTextsAndVectorsOnly() throws IOException {
    assertThat(packagesNamedIn("words")).containsExactlyInAnyOrder("words", "qdrant");
  }

  @Test
  void theCheckSeesWhatAPackageKnows() throws IOException {
    assertThat(packagesNamedIn("event")).contains("source", "deadletter");
  }

  private static Set<String> packagesNamedIn(String folder) throws IOException {
    Set<String> packages = new TreeSet<>();
    try (Stream<Path> files = Files.walk(Path.of("src/main/java/io/vectorstream", folder))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        List<String> lines = Files.readAllLines(file);
        lines.forEach(
            line ->
                OWN_PACKAGE.matcher(line).results().forEach(found -> packages.add(found.group(1))));
      }
    }
    return packages;
  }
}

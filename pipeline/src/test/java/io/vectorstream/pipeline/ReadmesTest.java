package io.vectorstream.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The README in English and in Turkish, and the documents they lead to. */
final class ReadmesTest {

  private static final Path ROOT = Path.of("..");
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```\\n(.*?)^```");
  private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#]+)");
  private static final Pattern SCRIPT = Pattern.compile("\\bscripts/[a-z-]+");

  private static List<String> blocks(String readme) throws IOException {
    return found(BLOCK, Files.readString(ROOT.resolve(readme)), 1);
  }

  private static List<String> found(Pattern pattern, String text, int group) {
    return pattern.matcher(text).results().map((MatchResult match) -> match.group(group)).toList();
  }

  @Test
  void bothHaveTheSameCommands() throws Exception {
    assertThat(blocks("README.tr.md")).hasSizeGreaterThan(6).isEqualTo(blocks("README.md"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "README.tr.md"})
  void theirScriptsCanBeRun(String readme) throws Exception {
    List<String> scripts = found(SCRIPT, Files.readString(ROOT.resolve(readme)), 0);

    assertThat(scripts).isNotEmpty();
    for (String script : scripts) {
      assertThat(ROOT.resolve(script)).isExecutable();
    }
  }

  @Test
  void whatTheyAndTheDocumentsLeadToIsThere() throws Exception {
    try (Stream<Path> documents =
        Stream.concat(Files.list(ROOT), Files.list(ROOT.resolve("docs")))) {
      for (Path document : documents.filter(file -> file.toString().endsWith(".md")).toList()) {
        for (String link : found(LINK, Files.readString(document), 1)) {
          assertThat(document.resolveSibling(link)).as(document.toString()).exists();
        }
      }
    }
  }
}

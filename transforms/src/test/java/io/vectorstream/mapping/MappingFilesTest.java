package io.vectorstream.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MappingFilesTest {

  private static final String FIELDS = "fields: {event_id: /id, timestamp: /at}\n";

  @TempDir private Path folder;

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private static void says(String complaint, String addresses) {
    assertThatThrownBy(() -> MappingFiles.read(addresses))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(complaint);
  }

  @Test
  void severalAreReadInTheirOrder() throws IOException {
    String first = file("a.yaml", FIELDS + "when: /a");
    String second = file("b.yaml", FIELDS);

    assertThat(MappingFiles.read(first + ", " + second))
        .extracting(Mapping::name)
        .containsExactly(first, second);
  }

  @Test
  void whatCannotBeReadIsNamed() throws IOException {
    String latin = folder.resolve("latin.yaml").toString();
    Files.write(Path.of(latin), "when: /größe".getBytes(StandardCharsets.ISO_8859_1));
    String wrong = file("wrong.yaml", "fields: {event_id: /id, timestamp: at}");

    says("there is no file " + folder.resolve("none.yaml"), folder.resolve("none.yaml").toString());
    says(latin + " is no text in UTF-8", latin);
    says(
        wrong
            + ", line 1, column 36: a path begins with a slash, such as /user/id, this is \"at\";"
            + " for a value that is always the same write {constant: at}",
        wrong);
    says("a file or builtin:NAME is wanted between commas", wrong + ",,x");
    says("a file or builtin:NAME is wanted between commas", " ");
  }

  @Test
  void thoseThatDoNotGoTogetherAreRefused() throws IOException {
    String all = file("all.yaml", FIELDS);
    String some = file("some.yaml", FIELDS + "when: /a");
    String text = file("text.yaml", FIELDS + "text: product.name");

    says(all + " has no when, so that it is for every value, and hides " + some, all + "," + some);
    says(
        some
            + " and "
            + text
            + " have different text: the events of a collection are embedded in one way",
        some + "," + text);
  }
}

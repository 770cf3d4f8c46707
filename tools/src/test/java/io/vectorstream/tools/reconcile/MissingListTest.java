package io.vectorstream.tools.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vectorstream.pipeline.UserMistakeException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MissingListTest {

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();

  private static CheckedRecord missing(long offset, Kind kind, @Nullable String eventId) {
    return new CheckedRecord(
        new ConsumerRecord<>("t", 2, offset, null, null), kind, eventId, Fate.MISSING);
  }

  private void print(MissingList list) {
    list.print(new PrintWriter(out, true));
  }

  @Test
  void quotesWhateverAnIdHolds() {
    try (MissingList list = MissingList.open(null)) {
      list.add(missing(3, Kind.EVENT, "a\n\u001b[2J\u009b\u202e\"ü"));
      list.add(missing(4, Kind.UNREADABLE, null));
      list.add(missing(5, Kind.TOMBSTONE, "e-1"));
      print(list);
    }

    assertThat(out.toString().lines())
        .containsExactly(
            "{\"partition\":2,\"offset\":3,\"kind\":\"event\",\"event_id\":\"a\\n\\u001B[2J\\u009b\\u202e\\\"ü\"}",
            "{\"partition\":2,\"offset\":4,\"kind\":\"unreadable\"}",
            "{\"partition\":2,\"offset\":5,\"kind\":\"tombstone\",\"event_id\":\"e-1\"}");
  }

  @Test
  void showsTheFirstHundredAndWritesAll() throws Exception {
    Path file = folder.resolve("missing.json");
    Files.writeString(file, "old");
    try (MissingList shown = MissingList.open(null);
        MissingList written = MissingList.open(file)) {
      for (int i = 0; i < 102; i++) {
        shown.add(missing(i, Kind.EVENT, "e-" + i));
        written.add(missing(i, Kind.EVENT, "e-" + i));
      }
      print(shown);
      print(written);
    }

    String[] expected =
        IntStream.range(0, 102)
            .mapToObj(
                i ->
                    "{\"partition\":2,\"offset\":%s,\"kind\":\"event\",\"event_id\":\"e-%s\"}"
                        .formatted(i, i))
            .toArray(String[]::new);
    assertThat(Files.readAllLines(file)).containsExactly(expected);
    assertThat(out.toString().lines().limit(100))
        .containsExactlyElementsOf(List.of(expected).subList(0, 100));
    assertThat(out.toString().lines().skip(100))
        .containsExactly(
            "and 2 more: --missing=FILE lists them all", "The 102 missing are listed in " + file);
  }

  @Test
  void saysWhenTheFileCannotBeWritten() {
    assertThatThrownBy(() -> MissingList.open(folder.resolve("no/such")))
        .isInstanceOf(UserMistakeException.class)
        .hasMessageStartingWith("--missing: " + folder.resolve("no/such") + " cannot be written: ");
  }
}

package io.vectorstream.tools.generate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vectorstream.local.generator.GeneratedEvent;
import io.vectorstream.local.generator.MalformedKind;
import io.vectorstream.pipeline.UserMistakeException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSinkTest {

  private static final byte[] KEY = "u1".getBytes(UTF_8);

  @TempDir Path folder;

  @Test
  void theFileHoldsTheValuesAndNothingElse() throws Exception {
    Path file = folder.resolve("events.ndjson");
    Files.writeString(file, "what was there before, and longer than what comes");

    try (FileSink sink = FileSink.create(file)) {
      sink.send(new GeneratedEvent(KEY, "{\"a\":\"ığ\"}".getBytes(UTF_8), "e1", null));
      sink.send(
          new GeneratedEvent(KEY, new byte[] {(byte) 0xC3}, null, MalformedKind.INVALID_UTF8));
      sink.flush();

      assertThat(file)
          .hasBinaryContent(concat("{\"a\":\"ığ\"}\n".getBytes(UTF_8), (byte) 0xC3, (byte) '\n'));
    }
  }

  @Test
  void aValueThatIsNoLineIsRefused() {
    try (FileSink sink = FileSink.create(folder.resolve("events.ndjson"))) {
      assertThatThrownBy(
              () -> sink.send(new GeneratedEvent(KEY, null, null, MalformedKind.NULL_VALUE)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("NULL_VALUE does not fit on a line");
    }
  }

  @Test
  void aMissingFolderIsNamed() {
    Path file = folder.resolve("missing").resolve("events.ndjson");

    assertThatThrownBy(() -> FileSink.create(file))
        .isInstanceOf(UserMistakeException.class)
        .hasMessage("--toFile: cannot write " + file + ": its folder does not exist");
  }

  @Test
  void aFolderIsNoFile() {
    assertThatThrownBy(() -> FileSink.create(folder))
        .isInstanceOf(UserMistakeException.class)
        .hasMessageStartingWith("--toFile: cannot write " + folder + ": ");
  }

  private static byte[] concat(byte[] start, byte... end) {
    byte[] all = new byte[start.length + end.length];
    System.arraycopy(start, 0, all, 0, start.length);
    System.arraycopy(end, 0, all, start.length, end.length);
    return all;
  }
}

package io.vectorstream.qdrant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.beam.sdk.util.SerializableUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class QdrantConnectionTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost:6334",
        "ftp://localhost",
        "http://",
        "http://user:secret@localhost",
        "http://localhost/collections",
        "http://local host",
        ""
      })
  void saysHowAnAddressLooks(String url) {
    assertThatThrownBy(() -> QdrantConnection.of(url))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Qdrant's address has to look like http://host:6334");
  }

  @Test
  void aKeyIsReadOnlyWhenConnecting(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("key");
    Files.writeString(file, "planted-secret\n");
    QdrantConnection connection =
        QdrantConnection.of("https://localhost").withApiKeyFile(file.toString());

    byte[] serialized = SerializableUtils.serializeToByteArray(connection);

    assertThat(new String(serialized, StandardCharsets.ISO_8859_1)).doesNotContain("planted");
    assertThat(connection.toString()).doesNotContain("planted");
    connection.connect().close();
  }

  @Test
  void saysWhenThereIsNoKeyInTheFile(@TempDir Path folder) throws Exception {
    Path missing = folder.resolve("missing");
    Path empty = Files.writeString(folder.resolve("empty"), " \n");

    assertThatThrownBy(connectionWith(missing)::connect)
        .hasMessage("The Qdrant API key cannot be read from the file " + missing);
    assertThatThrownBy(connectionWith(empty)::connect)
        .hasMessage("The Qdrant API key's file " + empty + " is empty");
  }

  private static QdrantConnection connectionWith(Path keyFile) {
    return QdrantConnection.of("http://localhost").withApiKeyFile(keyFile.toString());
  }
}

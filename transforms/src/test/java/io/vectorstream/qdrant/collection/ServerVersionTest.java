package io.vectorstream.qdrant.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vectorstream.qdrant.connection.QdrantException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ServerVersionTest {

  @Test
  void refusesAServerThatCannotCompareVersions() {
    assertThatThrownBy(() -> ServerVersion.checkConditionalUpdates("http://q:6334", "1.15.5"))
        .isInstanceOf(QdrantException.class)
        .hasMessage(
            "Qdrant at http://q:6334 is version 1.15.5: it cannot let the newest version of a point"
                + " win, as Qdrant can from 1.16.0 on");
    for (String enough : List.of("1.16.0", "1.19.0", "2.0.0-dev", "1.16.0-rc1", "unknown")) {
      ServerVersion.checkConditionalUpdates("http://q:6334", enough);
    }
  }

  @Test
  void modifiersAreKeptFrom110On() {
    for (String before : List.of("0.11.7", "1.7.4", "1.9.7")) {
      assertThat(ServerVersion.keepsModifiers(before)).as(before).isFalse();
    }
    for (String enough : List.of("1.10.0", "1.19.0", "2.0.0-dev", "unknown")) {
      assertThat(ServerVersion.keepsModifiers(enough)).as(enough).isTrue();
    }
  }

  @Test
  void saysThatAServerCannotAddVectors() {
    assertThat(ServerVersion.lacksVectorNames("http://q:6334", "1.17.0"))
        .hasMessage(
            "Qdrant at http://q:6334 is version 1.17.0: it cannot add a vector to a collection that"
                + " exists, as Qdrant can from 1.18.0 on");
  }
}

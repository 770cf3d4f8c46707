package io.vectorstream.local.qdrant.payload;

import static io.qdrant.client.PointIdFactory.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qdrant.client.grpc.Common.PointId;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdBytesTest {
  private static final UUID UUID_1 = UUID.fromString("0b1c2d3e-4f50-4172-8394-a5b6c7d8e9f0");

  @Test
  void orderOfBytesIsNumbersFirstThenUuids() {
    List<PointId> ordered =
        List.of(
            id(0),
            id(1),
            id(256),
            id(Long.MAX_VALUE),
            id(-1),
            id(new UUID(0, 1)),
            id(UUID_1),
            id(new UUID(-1, -1)));

    List<PointId> sorted =
        ordered.stream()
            .map(IdBytes::encode)
            .sorted(Arrays::compareUnsigned)
            .map(bytes -> IdBytes.decode(bytes, 0))
            .collect(Collectors.toList());

    assertThat(sorted).isEqualTo(ordered);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0b1c2d3e-4f50-4172-8394-a5b6c7d8e9f0",
        "0B1C2D3E-4F50-4172-8394-A5B6C7D8E9F0",
        "0b1c2d3e4f5041728394a5b6c7d8e9f0",
        "urn:uuid:0b1c2d3e-4f50-4172-8394-a5b6c7d8e9f0",
        "{0b1c2d3e-4f50-4172-8394-a5b6c7d8e9f0}"
      })
  void spellingsOfAUuid(String text) {
    byte[] bytes = IdBytes.encode(PointId.newBuilder().setUuid(text).build());
    assertThat(IdBytes.decode(bytes, 0)).isEqualTo(id(UUID_1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "0-0-0-0-0",
        "0b1c2d3e-4f50-4172-8394-a5b6c7d8e9f",
        "0b1c2d3e-4f50-4172-8394-a5b6c7d8e9f01",
        "0b1c2d3e4f50-4172-8394-a5b6c7d8e9f0",
        "0b1c2d3e-4f50-4172-8394a-5b6c7d8e9f0",
        "0b1c2d3e-4f50-4172-8394-a5b6c7d8e9g0",
        "0b1c2d3e4f5041728394a5b6c7d8e9g0",
        "0b1c2d3e4f5041728394a5b6c7d8e9f01",
        "0b1c2d3e4f5041728394a5b6c7d8e9\u0661\u0661"
      })
  void otherTextIsNoId(String text) {
    assertThatThrownBy(() -> IdBytes.encode(PointId.newBuilder().setUuid(text).build()))
        .hasMessageContaining("Unable to parse UUID");
  }
}

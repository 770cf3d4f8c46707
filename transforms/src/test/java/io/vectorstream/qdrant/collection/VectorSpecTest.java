package io.vectorstream.qdrant.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qdrant.client.grpc.Collections.Distance;
import org.apache.beam.sdk.util.SerializableUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class VectorSpecTest {

  @Test
  void comparesByCosineInMemoryByDefault() {
    VectorSpec spec = VectorSpec.of(384);

    assertThat(spec.size()).isEqualTo(384);
    assertThat(spec.distance()).isEqualTo(Distance.Cosine);
    assertThat(spec.onDisk()).isFalse();
    assertThat(SerializableUtils.ensureSerializable(spec)).isEqualTo(spec);
  }

  @Test
  void keepsWhatIsSet() {
    VectorSpec spec = VectorSpec.of(65_536).withOnDisk().withDistance(Distance.Manhattan);

    assertThat(spec.size()).isEqualTo(65_536);
    assertThat(spec.distance()).isEqualTo(Distance.Manhattan);
    assertThat(spec.onDisk()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 65_537})
  void refusesSizesThatQdrantDoesNotTake(int size) {
    assertThatThrownBy(() -> VectorSpec.of(size))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("vector size has to be from 1 to 65536, it is " + size);
  }

  @ParameterizedTest
  @EnumSource(names = {"UnknownDistance", "UNRECOGNIZED"})
  void refusesWhatIsNoDistance(Distance distance) {
    assertThatThrownBy(() -> VectorSpec.of(3).withDistance(distance))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "distance has to be Cosine, Dot, Euclid or Manhattan, it is " + distance.name());
  }
}

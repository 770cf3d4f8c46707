package io.vectorstream.local.qdrant.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class LimitsTest {

  @Test
  void givenLimitCountsUnlessItIsNothing() {
    assertThat(Limits.of(true, 3, 10)).isEqualTo(3);
    assertThat(Limits.of(false, 0, 10)).isEqualTo(10);
    assertThatThrownBy(() -> Limits.of(true, 0, 10)).hasMessageContaining("INVALID_ARGUMENT");
  }

  @Test
  void whatIsTooLargeForANumberIsNoLimit() {
    assertThat(Limits.sum(3, 4)).isEqualTo(7);
    assertThat(Limits.sum(-2, 1)).isEqualTo(-1);
    assertThat(Limits.sum(-2, 3)).isEqualTo(Limits.NONE);
    assertThat(Limits.product(3, 4)).isEqualTo(12);
    assertThat(Limits.product(1L << 32, 1L << 31)).isEqualTo(1L << 63);
    assertThat(Limits.product(1L << 32, 1L << 32)).isEqualTo(Limits.NONE);
    assertThat(Limits.atMost(Limits.NONE, 5)).isEqualTo(5);
  }
}

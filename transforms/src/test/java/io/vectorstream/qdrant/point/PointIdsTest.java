package io.vectorstream.qdrant.point;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PointIdsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "6fa459ea-ee8a-3ca4-894e-db77e160355e",
        "6FA459EA-EE8A-3CA4-894E-DB77E160355E",
        "6fa459eaee8a3ca4894edb77e160355e"
      })
  void aUuidStandsForItself(String text) {
    assertThat(PointIds.of(text).getUuid()).isEqualTo("6fa459ea-ee8a-3ca4-894e-db77e160355e");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "6fa459ea-ee8a-3ca4-894e-db77e160355g",
        "6fa459ea-ee8a-3ca4-894e_db77e160355e",
        "6fa459eaeee8a-3ca4-894e-db77e160355e",
        "-fa459ea-ee8a-3ca4-894e-db77e160355e"
      })
  void whatOnlyLooksLikeOneIsATextOfItsOwn(String text) {
    assertThat(PointIds.of(text).getUuid()).isNotEqualTo(text).hasSize(36);
  }

  /** Made with Python: uuid.uuid3(uuid.UUID("3a1c7a5e-5e0f-4d4b-9b0a-7c1f7f5d2a10"), text). */
  @Test
  void anyOtherTextHasANameBasedUuid() {
    assertThat(PointIds.of("order-17").getUuid()).isEqualTo("29641b07-f43f-378b-8563-a34af2fc2c13");
    assertThat(PointIds.of("sipariş 17 😀").getUuid())
        .isEqualTo("4bcd409e-216c-3c16-a735-c7a091c86c82");
    assertThat(PointIds.of("6fa459ea-ee8a-3ca4-894e-db77e160355").getUuid())
        .isEqualTo("7fa7b55a-3b26-3965-92a9-ac73851eaf2b");
  }

  @Test
  void aUuidHasSeveralSpellingsAndAnyOtherTextOne() {
    String[] usual = {
      "6fa459ea-ee8a-3ca4-894e-db77e160355e",
      "6FA459EA-EE8A-3CA4-894E-DB77E160355E",
      "6fa459eaee8a3ca4894edb77e160355e",
      "6FA459EAEE8A3CA4894EDB77E160355E"
    };
    for (String spelling : usual) {
      assertThat(PointIds.usualSpellings(spelling)).containsExactlyInAnyOrder(usual);
    }
    assertThat(PointIds.usualSpellings("6fa459ea-EE8A-3ca4-894e-db77e160355e"))
        .hasSize(5)
        .contains(usual)
        .contains("6fa459ea-EE8A-3ca4-894e-db77e160355e");
    assertThat(PointIds.usualSpellings("Order-17")).containsExactly("Order-17");
  }

  /** Made with Python: uuid.uuid3(uuid.UUID(id of the whole), part). */
  @Test
  void aPartIsNamedInItsWhole() {
    assertThat(PointIds.of("order-17", "sku 😀").getUuid())
        .isEqualTo("01d1ce73-72cd-3290-b957-1b1a81970e56");
    assertThat(PointIds.of("6FA459EAEE8A3CA4894EDB77E160355E", "0").getUuid())
        .isEqualTo("2acb3740-d60f-39c6-9db9-4b069cf85d8c");
  }
}

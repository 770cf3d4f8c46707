package io.vectorstream.qdrant.point;

import static io.qdrant.client.ValueFactory.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableMap;
import io.qdrant.client.VectorsFactory;
import io.qdrant.client.grpc.Points.PointStruct;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PointMessagesTest {

  private static final QdrantPoint POINT =
      QdrantPoint.withId("order-17")
          .withVector(new float[] {1, 2})
          .withPayload(ImmutableMap.of("price", value(9.5), "name", value("Çay")));

  private final PointMessages messages = new PointMessages();

  @Test
  void theBytesAreThoseOfTheClientsMessage() {
    PointStruct message =
        PointStruct.newBuilder()
            .setId(PointIds.of("order-17"))
            .setVectors(VectorsFactory.vectors(1, 2))
            .putAllPayload(POINT.payload())
            .build();

    assertThat(messages.encode(POINT).bytes()).isEqualTo(message.toByteString());
    assertThat(messages.encode(POINT).id()).isEqualTo(message.getId());
  }

  @Test
  void ofADeletionTheIdIsSent() {
    assertThat(messages.encode(POINT.deleted()).bytes())
        .isEqualTo(PointStruct.newBuilder().setId(POINT.id()).build().toByteString());
  }

  @Test
  void aPointThatCannotBeSentLeavesNothingBehind() {
    EncodedPoint before = messages.encode(POINT);

    assertThatThrownBy(() -> messages.encode(POINT.withPayload(Map.of("price", value(Double.NaN)))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the payload has a number that is NaN");
    assertThat(messages.encode(POINT)).isEqualTo(before);
  }
}

package io.vectorstream.search;

import static io.qdrant.client.ValueFactory.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.vectorstream.qdrant.point.PointIds;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class EventPointsTest {

  private static RetrievedPoint item(int place, Map<String, Value> product) {
    return RetrievedPoint.newBuilder()
        .setId(PointIds.of("order", "" + place))
        .putPayload("event_id", value("order"))
        .putPayload("product", value(product))
        .build();
  }

  @Test
  void asksOnceForWhatItemsAreAboutTheSame() {
    EventPoints order =
        new EventPoints(
            List.of(
                item(0, Map.of("id", value("p"), "name", value("Mug"))),
                item(1, Map.of("id", value("p"), "name", value("A mug"))),
                item(2, Map.of("name", value("p"))),
                item(3, Map.of()),
                item(4, Map.of())));

    assertThat(order.queries())
        .containsExactly(
            PointIds.of("order", "0"),
            PointIds.of("order", "2"),
            PointIds.of("order", "3"),
            PointIds.of("order", "4"));
  }

  @Test
  void asksForSomeOfManyItemsAndLeavesOutThemAll() {
    EventPoints order =
        new EventPoints(
            IntStream.range(0, 1_000)
                .mapToObj(place -> item(place, Map.of("id", value("p" + place))))
                .toList());

    assertThat(order.queries()).hasSize(20).doesNotHaveDuplicates();
    assertThat(order.subjects()).hasSize(1);
    assertThat(order.subjects().get(0).getField().getMatch().getKeywords().getStringsList())
        .hasSize(1_000);
  }
}

package io.vectorstream.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vectorstream.qdrant.StoreTestCase;
import io.vectorstream.qdrant.collection.CollectionSpec;
import io.vectorstream.qdrant.collection.QdrantCollection;
import io.vectorstream.qdrant.collection.VectorSpec;
import io.vectorstream.qdrant.point.PointIds;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The store holds orders, of which each item is a point, beside events of one point. */
final class SimilarItemsIT extends StoreTestCase {

  private static final SearchFilter ALL = SearchFilter.all();

  private static final String ORDER = "order-17";
  private static final String UUID_ORDER = "0b6f2a3e-5b7d-4c11-9a55-0d7c1f0e8b22";

  private static final String MUG = PointIds.of(ORDER, "m").getUuid();
  private static final String COAT = PointIds.of(ORDER, "c").getUuid();
  private static final String OTHER_MUG = PointIds.of("order-18", "0").getUuid();
  private static final String CUP = PointIds.of("order-18", "1").getUuid();
  private static final String SCARF = PointIds.of(UUID_ORDER, "0").getUuid();
  private static final String PLATE = PointIds.of("plate-viewed").getUuid();

  private StoredEvents events;

  @BeforeEach
  void fillStore() throws Exception {
    QdrantCollection.open(connection, CollectionSpec.of(collection, VectorSpec.of(2))).close();
    client
        .upsertAsync(
            collection,
            List.of(
                ShopEvents.item(0, ORDER, "m", ShopEvents.product("p1", "Mug", "Kitchen", 9)),
                ShopEvents.item(90, ORDER, "c", ShopEvents.product("p4", "Coat", "Clothes", 90)),
                ShopEvents.item(0, "order-18", "0", ShopEvents.product("p1", "Mug", "Kitchen", 9)),
                ShopEvents.item(10, "order-18", "1", ShopEvents.product("", "Cup", "Kitchen", 8)),
                ShopEvents.item(
                    85, UUID_ORDER, "0", ShopEvents.product("p5", "Scarf", "Clothes", 20)),
                ShopEvents.event(
                    30,
                    "plate-viewed",
                    "view",
                    "u1",
                    "2026-01-31T11:05:00Z",
                    ShopEvents.product("p2", "Plate", "Kitchen", 20))))
        .get();
    events = new StoredEvents(connection, collection);
  }

  @AfterEach
  void closeEvents() {
    events.close();
  }

  @Test
  void anOrderIsLikeWhatAnyOfItsItemsIsLike() {
    List<Hit> hits = events.similar(ORDER, ALL, 10, false);

    assertThat(points(hits)).containsExactly(OTHER_MUG, SCARF, CUP, PLATE);
    assertThat(hits.get(1).score()).isCloseTo(Math.cos(Math.toRadians(5)), within(1e-6));
    assertThat(hits.get(2).score()).isCloseTo(Math.cos(Math.toRadians(10)), within(1e-6));
    assertThat(hits).extracting(Hit::isItem).containsExactly(true, true, true, false);
    assertThat(points(events.similar(ORDER, ALL, 2, false))).containsExactly(OTHER_MUG, SCARF);
    assertThat(points(events.similar(ORDER, ALL.withEventType("view"), 10, false)))
        .containsExactly(PLATE);
  }

  @Test
  void distinctHitsLeaveOutAllItsProducts() {
    assertThat(points(events.similar(ORDER, ALL, 10, true))).containsExactly(SCARF, CUP, PLATE);
    assertThat(points(events.similar("order-18", ALL, 10, true)))
        .containsExactly(PLATE, SCARF, COAT);
  }

  @Test
  void anItemIsNamedByItsPoint() {
    assertThat(points(events.similar(MUG, ALL, 10, false)))
        .as("the coat is of the same order")
        .containsExactly(OTHER_MUG, CUP, PLATE, SCARF);
    assertThat(points(events.similar(MUG, ALL, 10, true))).containsExactly(CUP, PLATE, SCARF);
    assertThat(points(events.similar(COAT, ALL, 1, true))).containsExactly(SCARF);
  }

  @Test
  void anOrderMayHaveAUuid() {
    assertThat(points(events.similar(UUID_ORDER, ALL, 2, true))).containsExactly(COAT, PLATE);
  }

  @Test
  void whatIsNotThereIsSaid() {
    assertThatThrownBy(() -> events.similar("order-1", ALL, 10, true))
        .isInstanceOf(NoSuchEventException.class)
        .hasMessage("The collection %s has no event \"order-1\"", collection);
    String point = PointIds.of(ORDER, "none").getUuid();
    assertThatThrownBy(() -> events.similar(point, ALL, 10, true))
        .isInstanceOf(NoSuchEventException.class)
        .hasMessage("The collection %s has no event \"%s\"", collection, point);
  }

  private static List<String> points(List<Hit> hits) {
    return hits.stream().map(Hit::pointId).toList();
  }
}

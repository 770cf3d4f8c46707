package io.vectorstream.local.qdrant.contract;

import static io.qdrant.client.ConditionFactory.filter;
import static io.qdrant.client.ConditionFactory.match;
import static io.qdrant.client.ValueFactory.value;
import static io.vectorstream.local.qdrant.contract.StoreClient.point;
import static org.assertj.core.api.Assertions.assertThat;

import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Common.Condition;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Common.MinShould;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FilterClausesTest extends ContractTestCase {

  @BeforeEach
  void createCollection() {
    client.create(collection, 1, Distance.Dot);
  }

  @Test
  void clausesCombineAndNest() {
    for (int i = 0; i < 8; i++) {
      client.upsert(
          collection,
          point(
              i,
              Map.of("a", value((i & 1) != 0), "b", value((i & 2) != 0), "c", value((i & 4) != 0)),
              1));
    }
    Condition a = match("a", true);
    Condition b = match("b", true);
    Condition c = match("c", true);

    assertThat(matching(Filter.newBuilder().addMust(a).addMust(b))).containsExactly(3L, 7L);
    assertThat(matching(Filter.newBuilder().addShould(a).addShould(b)))
        .containsExactly(1L, 2L, 3L, 5L, 6L, 7L);
    assertThat(matching(Filter.newBuilder().addMustNot(a).addMustNot(b))).containsExactly(0L, 4L);
    assertThat(matching(Filter.newBuilder().addMust(a).addShould(b).addShould(c).addMustNot(c)))
        .containsExactly(3L);
    assertThat(
            matching(
                Filter.newBuilder()
                    .setMinShould(
                        MinShould.newBuilder()
                            .addConditions(a)
                            .addConditions(b)
                            .addConditions(c)
                            .setMinCount(2))))
        .containsExactly(3L, 5L, 6L, 7L);
    assertThat(
            matching(
                Filter.newBuilder()
                    .addMustNot(filter(Filter.newBuilder().addMust(a).addMust(b).build()))
                    .addMust(c)))
        .containsExactly(4L, 5L, 6L);
    assertThat(matching(Filter.newBuilder())).hasSize(8);
  }

  private List<Long> matching(Filter.Builder filter) {
    return client.matching(collection, filter.build());
  }
}

package io.vectorstream.local.qdrant;

import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.FacetCounts;
import io.qdrant.client.grpc.Points.FacetHit;
import io.qdrant.client.grpc.Points.FacetValue;
import io.vectorstream.local.qdrant.filter.IndexedValues;
import io.vectorstream.local.qdrant.filter.PointFilter;
import io.vectorstream.local.qdrant.grpc.Failures;
import io.vectorstream.local.qdrant.grpc.Limits;
import io.vectorstream.local.qdrant.payload.PayloadPath;
import io.vectorstream.local.qdrant.payload.PayloadSchema;
import io.vectorstream.local.qdrant.storage.PointReader;
import io.vectorstream.local.qdrant.storage.StoredCollection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** Counts the points of each value that an index holds. The counts are always exact. */
final class FacetQuery {
  private static final long FACET_LIMIT = 10;

  /** The commonest first; of values that are equally common the smaller one. */
  private static final Comparator<Map.Entry<Object, Integer>> COMMONEST_FIRST =
      Map.Entry.<Object, Integer>comparingByValue()
          .reversed()
          .thenComparing(Map.Entry::getKey, FacetQuery::compare);

  private final StoredCollection collection;
  private final PointFilter filter;
  private final IndexedValues values;
  private final long limit;

  private FacetQuery(StoredCollection collection, FacetCounts request) {
    PayloadSchema schema = collection.definition().schema();
    this.collection = collection;
    filter = collection.filter(request.hasFilter(), request.getFilter());
    values = IndexedValues.of(schema, request.getKey());
    limit = request.hasLimit() ? request.getLimit() : FACET_LIMIT;
  }

  static FacetQuery of(StoredCollection collection, FacetCounts request) {
    Failures.refuseIf(request.hasShardKeySelector(), "shard keys");
    PayloadPath.parse(request.getKey());
    if (!collection.definition().schema().hasLookup(request.getKey())) {
      throw Failures.noLookupIndex(request.getKey());
    }
    return new FacetQuery(collection, request);
  }

  List<FacetHit> run() throws IOException {
    Map<Object, Integer> counts = collection.read(this::count);
    return counts.entrySet().stream()
        .sorted(COMMONEST_FIRST)
        .limit(Limits.atMost(limit, counts.size()))
        .map(entry -> hit(entry.getKey(), entry.getValue()))
        .toList();
  }

  private Map<Object, Integer> count(PointReader points) throws IOException {
    Map<Object, Integer> counts = new HashMap<>();
    points.forEach(
        filter,
        at -> {
          List<Value> there = values.of(at.point());
          // A point counts once, however often a value is in its list.
          Iterable<Value> distinct = there.size() > 1 ? new HashSet<>(there) : there;
          distinct.forEach(value -> counts.merge(key(value), 1, Integer::sum));
          return true;
        });
    return counts;
  }

  private static Object key(Value value) {
    return switch (value.getKindCase()) {
      case STRING_VALUE -> value.getStringValue();
      case INTEGER_VALUE -> value.getIntegerValue();
      case BOOL_VALUE -> value.getBoolValue();
      default -> throw new IllegalStateException("an index for facets holds " + value);
    };
  }

  private static FacetHit hit(Object key, int count) {
    FacetValue.Builder value = FacetValue.newBuilder();
    if (key instanceof String text) {
      value.setStringValue(text);
    } else if (key instanceof Long number) {
      value.setIntegerValue(number);
    } else {
      value.setBoolValue((Boolean) key);
    }
    return FacetHit.newBuilder().setValue(value).setCount(count).build();
  }

  /** The two are of one index, and so of one kind. */
  private static int compare(Object one, Object other) {
    if (one instanceof String text) {
      return Arrays.compareUnsigned(utf8(text), utf8((String) other));
    }
    return one instanceof Long number
        ? Long.compare(number, (Long) other)
        : Boolean.compare((Boolean) one, (Boolean) other);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

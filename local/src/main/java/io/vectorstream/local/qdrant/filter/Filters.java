package io.vectorstream.local.qdrant.filter;

import io.qdrant.client.grpc.Common.Condition;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Common.HasIdCondition;
import io.qdrant.client.grpc.Common.MinShould;
import io.vectorstream.local.qdrant.grpc.Failures;
import io.vectorstream.local.qdrant.payload.IdBytes;
import io.vectorstream.local.qdrant.payload.PayloadPath;
import io.vectorstream.local.qdrant.payload.PayloadSchema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.lucene.util.BytesRef;

/** Turns a filter as the client sends it into a test of points. */
public final class Filters {
  private final FieldConditions fields;

  /**
   * @param schema the collection's payload indexes, because some of them change what matches
   */
  public Filters(PayloadSchema schema) {
    this.fields = new FieldConditions(schema);
  }

  /** The test that a filter stands for; refuses what the store does not support. */
  public PointFilter compile(Filter filter) {
    List<PointFilter> parts = new ArrayList<>();
    filter.getMustList().forEach(condition -> parts.add(compile(condition)));
    filter.getMustNotList().forEach(condition -> parts.add(compile(condition).negated()));
    if (filter.getShouldCount() > 0) {
      parts.add(atLeast(1, compileAll(filter.getShouldList())));
    }
    if (filter.hasMinShould()) {
      MinShould minShould = filter.getMinShould();
      parts.add(atLeast(minShould.getMinCount(), compileAll(minShould.getConditionsList())));
    }
    return parts.size() == 1 ? parts.get(0) : allOf(parts);
  }

  private PointFilter compile(Condition condition) {
    return switch (condition.getConditionOneOfCase()) {
      case FIELD -> fields.compile(condition.getField());
      case IS_EMPTY -> FieldConditions.isEmpty(PayloadPath.parse(condition.getIsEmpty().getKey()));
      case IS_NULL -> FieldConditions.isNull(PayloadPath.parse(condition.getIsNull().getKey()));
      case HAS_ID -> hasId(condition.getHasId());
      case FILTER -> compile(condition.getFilter());
      case NESTED -> throw Failures.unsupported("nested conditions");
      case HAS_VECTOR -> throw Failures.unsupported("has_vector conditions");
      case CONDITIONONEOF_NOT_SET -> throw Failures.wrongInput("the condition is empty");
    };
  }

  private List<PointFilter> compileAll(List<Condition> conditions) {
    return conditions.stream().map(this::compile).collect(Collectors.toList());
  }

  private static PointFilter allOf(List<PointFilter> parts) {
    PointFilter[] filters = parts.toArray(PointFilter[]::new);
    return point -> {
      for (PointFilter filter : filters) {
        if (!filter.matches(point)) {
          return false;
        }
      }
      return true;
    };
  }

  private static PointFilter atLeast(long count, List<PointFilter> parts) {
    PointFilter[] filters = parts.toArray(PointFilter[]::new);
    return point -> {
      long matching = 0;
      for (int i = 0; i < filters.length && matching < count; i++) {
        if (filters[i].matches(point)) {
          matching++;
        }
      }
      return matching >= count;
    };
  }

  private static PointFilter hasId(HasIdCondition condition) {
    Set<BytesRef> ids = new HashSet<>();
    condition.getHasIdList().forEach(id -> ids.add(new BytesRef(IdBytes.encode(id))));
    return point -> ids.contains(new BytesRef(point.idBytes()));
  }
}

package io.vectorstream.local.qdrant.filter;

import io.qdrant.client.grpc.Collections.PayloadSchemaType;
import io.qdrant.client.grpc.Common.Match;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.vectorstream.local.qdrant.grpc.Failures;
import io.vectorstream.local.qdrant.payload.PayloadPath;
import io.vectorstream.local.qdrant.payload.PayloadSchema;
import io.vectorstream.local.qdrant.payload.Words;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Turns a match on one payload field into a test of points. */
final class MatchConditions {
  private final PayloadSchema schema;
  private final String key;

  MatchConditions(PayloadSchema schema, String key) {
    this.schema = schema;
    this.key = key;
  }

  PointFilter compile(PayloadPath path, Match match) {
    if (match.hasText() && schema.hasType(key, PayloadSchemaType.Text)) {
      return allWords(path, schema.words(key), match.getText());
    }
    return FieldConditions.anyElement(path, test(match));
  }

  private Predicate<Value> test(Match match) {
    return switch (match.getMatchValueCase()) {
      case KEYWORD -> keywordIn(Set.of(match.getKeyword()));
      case KEYWORDS -> keywordIn(Set.copyOf(match.getKeywords().getStringsList()));
      case INTEGER -> integerIn(Set.of(match.getInteger()));
      case INTEGERS -> integerIn(Set.copyOf(match.getIntegers().getIntegersList()));
      case BOOLEAN -> value -> value.hasBoolValue() && value.getBoolValue() == match.getBoolean();
      case TEXT ->
          value -> value.hasStringValue() && value.getStringValue().contains(match.getText());
      case EXCEPT_KEYWORDS ->
          except(
              keywordIn(Set.copyOf(match.getExceptKeywords().getStringsList())),
              indexedAs(PayloadSchemaType.Keyword, Value::hasStringValue));
      case EXCEPT_INTEGERS ->
          except(
              integerIn(Set.copyOf(match.getExceptIntegers().getIntegersList())),
              indexedAs(PayloadSchemaType.Integer, Value::hasIntegerValue));
      case PHRASE, TEXT_ANY ->
          throw Failures.unsupported("matches of the kind " + match.getMatchValueCase());
      case MATCHVALUE_NOT_SET -> throw Failures.wrongInput("the match is empty");
    };
  }

  /** Where an index answers, it knows only values of its own type. */
  private Predicate<Value> indexedAs(PayloadSchemaType type, Predicate<Value> holds) {
    return schema.hasType(key, type) ? holds : value -> true;
  }

  private static Predicate<Value> keywordIn(Set<String> keywords) {
    return value -> value.hasStringValue() && keywords.contains(value.getStringValue());
  }

  /** A double is never equal to an integer here, not even 5.0 to 5. */
  private static Predicate<Value> integerIn(Set<Long> integers) {
    return value -> value.hasIntegerValue() && integers.contains(value.getIntegerValue());
  }

  /** Unlike {@code must_not}, except wants a value to be there. */
  private static Predicate<Value> except(Predicate<Value> excluded, Predicate<Value> indexed) {
    return value -> !value.hasNullValue() && indexed.test(value) && !excluded.test(value);
  }

  /** With a text index a match is by words, in any order, over all elements of a list together. */
  private static PointFilter allWords(PayloadPath path, Words words, String query) {
    Set<String> wanted = new HashSet<>();
    words.addTo(wanted, query);
    if (wanted.isEmpty()) {
      return point -> false;
    }
    return point -> {
      Set<String> there = new HashSet<>();
      for (Value value : path.values(point)) {
        List<Value> elements =
            value.hasListValue() ? value.getListValue().getValuesList() : List.of(value);
        elements.forEach(element -> words.addTo(there, element.getStringValue()));
      }
      return there.containsAll(wanted);
    };
  }
}

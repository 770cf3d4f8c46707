package io.vectorstream.pipeline.settings;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import io.vectorstream.qdrant.collection.PayloadIndex;
import java.util.Map;
import java.util.function.Function;

/** Payload indexes as a user lists them. */
final class PayloadIndexList {

  private static final PayloadIndex[] OF_EVENTS = {
    PayloadIndex.keyword("user_id"),
    PayloadIndex.keyword("session_id"),
    PayloadIndex.keyword("event_type"),
    PayloadIndex.keyword("product.id"),
    PayloadIndex.keyword("product.category"),
    PayloadIndex.floating("product.price"),
    PayloadIndex.floating("total_amount"),
    PayloadIndex.datetime("timestamp"),
    PayloadIndex.text("product.name")
  };

  private static final Map<String, Function<String, PayloadIndex>> TYPES =
      ImmutableMap.<String, Function<String, PayloadIndex>>builder()
          .put("keyword", PayloadIndex::keyword)
          .put("integer", PayloadIndex::integer)
          .put("float", PayloadIndex::floating)
          .put("datetime", PayloadIndex::datetime)
          .put("bool", PayloadIndex::bool)
          .put("uuid", PayloadIndex::uuid)
          .put("text", PayloadIndex::text)
          .put("geo", PayloadIndex::geo)
          .buildOrThrow();

  private PayloadIndexList() {}

  /**
   * Reads {@code default}, which are those of an event's fields, {@code none}, or {@code
   * field:type} separated by commas.
   *
   * @throws IllegalArgumentException if it is none of these
   */
  static PayloadIndex[] parse(String list) {
    return switch (list) {
      case "default" -> OF_EVENTS.clone();
      case "none" -> new PayloadIndex[0];
      default ->
          Splitter.on(',')
              .trimResults()
              .splitToStream(list)
              .map(PayloadIndexList::index)
              .toArray(PayloadIndex[]::new);
    };
  }

  private static PayloadIndex index(String text) {
    int colon = text.lastIndexOf(':');
    Function<String, PayloadIndex> type = TYPES.get(text.substring(colon + 1));
    if (colon < 1 || type == null) {
      throw new IllegalArgumentException(
          "indexes are \"default\", \"none\", or field:type separated by commas, the type being one"
              + " of "
              + TYPES.keySet()
              + ", not \""
              + text
              + "\"");
    }
    return type.apply(text.substring(0, colon));
  }
}

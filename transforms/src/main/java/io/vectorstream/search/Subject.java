package io.vectorstream.search;

import java.util.List;
import java.util.Optional;

/**
 * What an event is about: a product, or a query that a shopper searched for.
 *
 * @param field which says so
 */
record Subject(String field, String text) {

  /** What tells subjects apart: that of an event is the first of these that it has. */
  static final List<String> FIELDS =
      List.of(EventFields.PRODUCT_ID, EventFields.PRODUCT_NAME, EventFields.SEARCH_QUERY);

  /** That of an event; empty if it has neither product nor query. */
  static Optional<Subject> of(EventPayload event) {
    return FIELDS.stream()
        .filter(field -> !event.text(field).isEmpty())
        .map(field -> new Subject(field, event.text(field)))
        .findFirst();
  }
}

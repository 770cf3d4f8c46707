package io.vectorstream.search;

/** The fields of a stored event that searches look at, as filters name them. */
final class EventFields {
  static final String EVENT_ID = "event_id";
  static final String EVENT_TYPE = "event_type";
  static final String USER_ID = "user_id";
  static final String TIMESTAMP = "timestamp";
  static final String SEARCH_QUERY = "search_query";
  static final String PRODUCT_ID = "product.id";
  static final String PRODUCT_NAME = "product.name";
  static final String CATEGORY = "product.category";
  static final String PRICE = "product.price";

  private EventFields() {}
}

package io.vectorstream.local.generator;

import java.util.Locale;

/** What a shopper does, and how often: the shares are percentages and add up to 100. */
enum EventType {
  VIEW(60),
  ADD_TO_CART(15),
  SEARCH(8),
  PURCHASE(7),
  WISHLIST_ADD(5),
  REMOVE_FROM_CART(5);

  private static final EventType[] BY_PERCENT = byPercent();

  private final int percent;
  private final String word;

  EventType(int percent) {
    this.percent = percent;
    this.word = name().toLowerCase(Locale.ROOT);
  }

  /** The value of the field {@code event_type}. */
  String word() {
    return word;
  }

  int percent() {
    return percent;
  }

  /** The type that a number from 0 to 99 stands for; equally likely numbers give the shares. */
  static EventType of(int percentile) {
    return BY_PERCENT[percentile];
  }

  private static EventType[] byPercent() {
    EventType[] types = new EventType[100];
    int next = 0;
    for (EventType type : values()) {
      for (int i = 0; i < type.percent; i++) {
        types[next++] = type;
      }
    }
    return types;
  }
}

package io.vectorstream.event;

import com.google.auto.value.AutoValue;
import org.jspecify.annotations.Nullable;

/** The product an event is about. Every field may be absent. */
@AutoValue
public abstract class Product {

  /** The shop's id of the product. */
  public abstract @Nullable String id();

  /** The name shown to customers, in any language. */
  public abstract @Nullable String name();

  /** The description shown to customers, in any language. */
  public abstract @Nullable String description();

  /** The category's name. */
  public abstract @Nullable String category();

  /** The price, in the shop's currency. */
  public abstract @Nullable Double price();

  static Product of(
      @Nullable String id,
      @Nullable String name,
      @Nullable String description,
      @Nullable String category,
      @Nullable Double price) {
    return new AutoValue_Product(id, name, description, category, price);
  }
}

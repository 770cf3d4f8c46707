package io.vectorstream.local.generator;

import com.google.auto.value.AutoValue;
import java.time.Clock;
import java.util.List;

/**
 * What an {@link EventGenerator} generates. Two generators with equal settings and clocks that tell
 * the same times produce the same bytes.
 */
@AutoValue
public abstract class GeneratorConfig {

  /** The size of the catalogue unless {@link #withProducts} says otherwise. */
  public static final int PRODUCTS_DEFAULT = 1_000;

  /** The largest catalogue. */
  public static final int PRODUCTS_MAX = 500_000;

  /** The seed unless {@link #withSeed} says otherwise. */
  public static final long SEED_DEFAULT = 42L;

  /** The defaults: 1,000 products, seed 42, no malformed values, the system's clock. */
  public static GeneratorConfig defaults() {
    return new AutoValue_GeneratorConfig.Builder()
        .setProducts(PRODUCTS_DEFAULT)
        .setSeed(SEED_DEFAULT)
        .setMalformedPercent(0)
        .setMalformedKinds(List.of(MalformedKind.values()))
        .setClock(Clock.systemUTC())
        .build();
  }

  /** The number of products in the catalogue. */
  public abstract int products();

  /** What every choice follows from, the catalogue included. */
  public abstract long seed();

  /** The share of malformed values among all, in percent. */
  public abstract double malformedPercent();

  /** The kinds of malformed value to choose from, each equally often. */
  @SuppressWarnings("AutoValueImmutableFields") // Always a copy that cannot be changed.
  public abstract List<MalformedKind> malformedKinds();

  /** Tells the time that goes into an event's timestamp. */
  public abstract Clock clock();

  /**
   * Sets the number of products, and with it the number of distinct texts. Default 1,000.
   *
   * @throws IllegalArgumentException if it is not between 1 and 500,000
   */
  public GeneratorConfig withProducts(int products) {
    if (products < 1 || products > PRODUCTS_MAX) {
      throw new IllegalArgumentException(
          "products must be between 1 and " + PRODUCTS_MAX + ", was " + products);
    }
    return toBuilder().setProducts(products).build();
  }

  /** Sets the seed. Default 42. */
  public GeneratorConfig withSeed(long seed) {
    return toBuilder().setSeed(seed).build();
  }

  /**
   * Sets the share of malformed values. Default 0. The well-formed events stay the same whatever
   * the share, except that every malformed value takes the place of one of them.
   *
   * @throws IllegalArgumentException if it is not between 0 and 100
   */
  public GeneratorConfig withMalformedPercent(double percent) {
    if (!(percent >= 0 && percent <= 100)) {
      throw new IllegalArgumentException(
          "the malformed percentage must be between 0 and 100, was " + percent);
    }
    return toBuilder().setMalformedPercent(percent).build();
  }

  /**
   * Sets the kinds of malformed value to choose from. Default all.
   *
   * @throws IllegalArgumentException if there is none
   */
  public GeneratorConfig withMalformedKinds(List<MalformedKind> kinds) {
    if (kinds.isEmpty()) {
      throw new IllegalArgumentException("at least one kind of malformed value is needed");
    }
    return toBuilder().setMalformedKinds(List.copyOf(kinds)).build();
  }

  /** Sets the clock that timestamps are read from. Default the system's. */
  public GeneratorConfig withClock(Clock clock) {
    return toBuilder().setClock(clock).build();
  }

  abstract Builder toBuilder();

  @AutoValue.Builder
  abstract static class Builder {
    abstract Builder setProducts(int products);

    abstract Builder setSeed(long seed);

    abstract Builder setMalformedPercent(double percent);

    abstract Builder setMalformedKinds(List<MalformedKind> kinds);

    abstract Builder setClock(Clock clock);

    abstract GeneratorConfig build();
  }
}

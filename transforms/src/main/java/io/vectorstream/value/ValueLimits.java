package io.vectorstream.value;

/** What a single value may cost at most, since others wait for it. */
public final class ValueLimits {

  /** The most bytes: 4 MiB, more than many proxies let through to Qdrant. */
  public static final int BYTES = 4 << 20;

  /**
   * The most values (texts, numbers, objects, lists and so on): some 10 MB of objects in memory.
   */
  public static final int VALUES = 100_000;

  /** How deep objects and lists may nest. Qdrant's clients read a third of that. */
  public static final int DEPTH = 100;

  /** The most digits of a number. */
  public static final int DIGITS = 1_000;

  private ValueLimits() {}
}

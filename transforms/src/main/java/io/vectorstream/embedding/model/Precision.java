package io.vectorstream.embedding.model;

import java.util.Arrays;
import java.util.Locale;

/** The kind of number a model computes with. */
public enum Precision {
  /** What suits the device: FP16 on a GPU, BF16 on a CPU with instructions for it, else FP32. */
  AUTO,
  /** IEEE 754 single precision, as models are published. */
  FP32,
  /** Brain floating point: the range of FP32 with 8 bits of precision. */
  BF16,
  /** IEEE 754 half precision. Meant for GPUs; on a CPU it is slow. */
  FP16,
  /** Linear layers in 8-bit integers. Fast, and it loses meaning: never chosen by itself. */
  INT8;

  /**
   * Reads a precision as a user writes it, such as {@code bf16}.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public static Precision parse(String name) {
    for (Precision precision : values()) {
      if (precision.toString().equals(name)) {
        return precision;
      }
    }
    throw new IllegalArgumentException(
        "a precision is one of " + Arrays.toString(values()) + ", not \"" + name + "\"");
  }

  /** The name as a user writes it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}

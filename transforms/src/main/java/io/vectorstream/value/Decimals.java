package io.vectorstream.value;

import com.fasterxml.jackson.databind.node.DecimalNode;
import java.math.BigDecimal;
import java.math.BigInteger;

/** Decimals as Avro and Kafka Connect write them: an integer in bytes, and its decimal places. */
final class Decimals {

  private Decimals() {}

  /**
   * The decimal that some bytes are.
   *
   * @param unscaled an integer in two's complement, the highest byte first
   * @param scale how many of its digits stand behind the point
   */
  static DecimalNode of(byte[] unscaled, int scale) throws UnreadableValueException {
    if (unscaled.length == 0 || unscaled.length > ValueLimits.DIGITS / 3) {
      throw new UnreadableValueException("a decimal in it has " + unscaled.length + " bytes");
    }
    if (scale < -ValueLimits.DIGITS || scale > ValueLimits.DIGITS) {
      throw new UnreadableValueException("a decimal in it has " + scale + " decimal places");
    }
    return DecimalNode.valueOf(new BigDecimal(new BigInteger(unscaled), scale));
  }
}

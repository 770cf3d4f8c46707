package io.vectorstream.value;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;

/** Decompresses values, up to a limit. */
final class Gzip {

  private Gzip() {}

  static byte[] decompress(byte[] value) throws UnreadableValueException {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(value))) {
      byte[] bytes = in.readNBytes(ValueLimits.BYTES + 1);
      if (bytes.length > ValueLimits.BYTES) {
        throw new UnreadableValueException(
            "it decompresses to more than the "
                + ValueLimits.BYTES
                + " bytes that an event has at most");
      }
      return bytes;
    } catch (IOException e) {
      throw new UnreadableValueException(
          "it cannot be decompressed by gzip: " + Abbreviation.of(String.valueOf(e.getMessage())),
          e);
    }
  }
}

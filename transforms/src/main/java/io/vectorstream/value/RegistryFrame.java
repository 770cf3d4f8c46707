package io.vectorstream.value;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What a schema registry's serializers put in front of a value: a zero byte, and the number of its
 * schema in four.
 */
record RegistryFrame(int schemaId, byte[] payload) {

  private static final int LENGTH = 5;

  static RegistryFrame read(byte[] value) throws UnreadableValueException {
    if (value.length < LENGTH || value[0] != 0) {
      throw new UnreadableValueException(
          "a zero byte and the number of a schema in four bytes are wanted in front of the value");
    }
    int id = ByteBuffer.wrap(value, 1, Integer.BYTES).getInt();
    return new RegistryFrame(id, Arrays.copyOfRange(value, LENGTH, value.length));
  }
}

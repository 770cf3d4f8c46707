package io.vectorstream.embedding.builtin;

import java.nio.ByteBuffer;

/** How a tensor's numbers are kept in the archive. */
enum Precision {
  /** IEEE 754 single precision, as the weights were published. */
  FP32("FloatStorage", 4) {
    @Override
    ByteBuffer encode(ByteBuffer floats) {
      return floats.duplicate();
    }
  };

  private final String storageClass;
  private final int bytesPerNumber;

  Precision(String storageClass, int bytesPerNumber) {
    this.storageClass = storageClass;
    this.bytesPerNumber = bytesPerNumber;
  }

  /** The class in module {@code torch} that names this element type in a pickle. */
  String storageClass() {
    return storageClass;
  }

  int bytesPerNumber() {
    return bytesPerNumber;
  }

  /** The bytes to store for little-endian single precision numbers; the argument is not moved. */
  abstract ByteBuffer encode(ByteBuffer floats);
}

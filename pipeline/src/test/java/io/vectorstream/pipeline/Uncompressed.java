package io.vectorstream.pipeline;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import net.jpountz.lz4.LZ4BlockInputStream;
import org.xerial.snappy.Snappy;
import org.xerial.snappy.SnappyCodec;

/**
 * What a file holds, a byte a character, followed by what is compressed in it: Spark compresses a
 * checkpoint by LZ4, and in it Beam each function of a graph by Snappy.
 */
final class Uncompressed {

  private static final String LZ4 = "LZ4Block";

  private static final String SNAPPY = new String(SnappyCodec.getMagicHeader(), ISO_8859_1);

  private Uncompressed() {}

  static String read(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    if (new String(bytes, ISO_8859_1).startsWith(LZ4)) {
      try (LZ4BlockInputStream in =
          new LZ4BlockInputStream(new ByteArrayInputStream(bytes), false)) {
        bytes = in.readAllBytes();
      }
    }
    String plain = new String(bytes, ISO_8859_1);
    StringBuilder text = new StringBuilder(plain);
    for (int at = plain.indexOf(SNAPPY); at >= 0; at = plain.indexOf(SNAPPY, at + 1)) {
      text.append(new String(firstBlock(bytes, at), ISO_8859_1));
    }
    return text.toString();
  }

  /** Snappy's blocks are of 32 KiB, more than a function takes. */
  private static byte[] firstBlock(byte[] bytes, int header) throws IOException {
    int length = header + SnappyCodec.headerSize();
    int from = length + Integer.BYTES;
    int to = from + ByteBuffer.wrap(bytes).getInt(length);
    return Snappy.uncompress(Arrays.copyOfRange(bytes, from, to));
  }
}

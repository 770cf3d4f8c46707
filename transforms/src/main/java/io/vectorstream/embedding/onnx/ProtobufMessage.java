package io.vectorstream.embedding.onnx;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Reads a protobuf message: the caller names the fields that matter by their numbers, the others
 * are skipped.
 */
public final class ProtobufMessage {

  /** The default limit of protobuf's own parsers. */
  private static final int MAX_DEPTH = 100;

  private final CodedInputStream in;
  private int depth;

  /** A message that takes up the whole buffer, whose position stays as it is. */
  public ProtobufMessage(ByteBuffer bytes) {
    in = CodedInputStream.newInstance(bytes.duplicate());
  }

  /** Reads a field's value and answers true, or leaves it to be skipped. */
  @FunctionalInterface
  public interface FieldReader {
    boolean read(int field) throws IOException;
  }

  /** Where the values of fields are read from. */
  public CodedInputStream in() {
    return in;
  }

  /**
   * Reads the fields from here to the end of the message.
   *
   * @throws IOException if it is not a protobuf message
   */
  public void read(FieldReader reader) throws IOException {
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (!reader.read(WireFormat.getTagFieldNumber(tag))) {
        in.skipField(tag);
      }
    }
  }

  /**
   * Reads a field's value that is itself a message.
   *
   * @return true, as a {@link FieldReader} answers
   * @throws IOException if it is none, or messages are nested too deeply
   */
  public boolean readMessage(FieldReader reader) throws IOException {
    if (depth == MAX_DEPTH) {
      throw new IOException("messages are nested more than " + MAX_DEPTH + " deep");
    }
    int outerLimit = in.pushLimit(in.readRawVarint32());
    depth++;
    read(reader);
    depth--;
    in.popLimit(outerLimit);
    return true;
  }
}

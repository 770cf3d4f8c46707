package io.vectorstream.local.qdrant.storage;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import io.vectorstream.local.qdrant.grpc.Failures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** The fields of a message that hold bytes: texts, lists of numbers and other messages. */
final class WireFields {

  private WireFields() {}

  /** Is shown one field after the other. */
  interface Visitor {
    void visit(int number, ByteString content) throws IOException;
  }

  /** Shows the fields in their order; refuses what is no message. Copies none of them. */
  static void read(ByteString message, Visitor visitor) {
    CodedInputStream in = message.newCodedInput();
    in.enableAliasing(true);
    try {
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        if (WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED) {
          visitor.visit(WireFormat.getTagFieldNumber(tag), in.readBytes());
        } else {
          in.skipField(tag);
        }
      }
    } catch (InvalidProtocolBufferException e) {
      throw Failures.undecodable(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The content of a field, if the message has this field once and no other. */
  static Optional<ByteString> only(ByteString message, int number) {
    CodedInputStream in = message.newCodedInput();
    in.enableAliasing(true);
    try {
      int tag = in.readTag();
      if (tag != (number << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED)) {
        return Optional.empty();
      }
      ByteString content = in.readBytes();
      return in.isAtEnd() ? Optional.of(content) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}

package io.vectorstream.value;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;

/**
 * Reads Avro by the schema it was written with, straight into a tree. Avro's own reader trusts the
 * lengths that a value names: a few bytes can ask for gigabytes of it.
 */
final class AvroValue {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final BinaryDecoder in;
  private final int bytes;
  private int values;

  private AvroValue(byte[] bytes) {
    this.in = DecoderFactory.get().binaryDecoder(bytes, null);
    this.bytes = bytes.length;
  }

  /** The record that a framed value is. */
  static ObjectNode read(byte[] value, SchemaRegistry registry) throws UnreadableValueException {
    if (value.length > ValueLimits.BYTES) {
      throw new UnreadableValueException(
          "the record's value has "
              + value.length
              + " bytes, an event has "
              + ValueLimits.BYTES
              + " at most");
    }
    RegistryFrame frame = RegistryFrame.read(value);
    return read(frame.payload(), registry.schema(frame.schemaId()));
  }

  static ObjectNode read(byte[] payload, Schema schema) throws UnreadableValueException {
    AvroValue reader = new AvroValue(payload);
    JsonNode tree;
    try {
      tree = reader.value(schema, 0);
      if (!reader.in.isEnd()) {
        throw new UnreadableValueException("there are bytes behind the Avro value");
      }
    } catch (IOException | RuntimeException e) {
      // Nothing but the value takes part in this, so any failure is the value's.
      throw new UnreadableValueException(
          "it is not Avro of its schema: " + Abbreviation.of(String.valueOf(e.getMessage())), e);
    }
    if (!(tree instanceof ObjectNode object)) {
      throw new UnreadableValueException(
          "an Avro record is wanted, this is " + ValueWords.kind(tree));
    }
    return object;
  }

  private JsonNode value(Schema schema, int depth) throws IOException, UnreadableValueException {
    if (depth > ValueLimits.DEPTH || ++values > ValueLimits.VALUES) {
      throw new UnreadableValueException(
          "it is more than an event may hold: it nests deeper than "
              + ValueLimits.DEPTH
              + " or has more than "
              + ValueLimits.VALUES
              + " values");
    }
    return switch (schema.getType()) {
      case RECORD -> record(schema, depth);
      case ARRAY -> array(schema, depth);
      case MAP -> map(schema, depth);
      case UNION -> value(branch(schema.getTypes(), in.readIndex()), depth + 1);
      case ENUM -> TextNode.valueOf(branch(schema.getEnumSymbols(), in.readEnum()));
      case STRING -> TextNode.valueOf(text());
      case BYTES -> AvroLogical.bytes(bytes(length()), schema);
      case FIXED -> AvroLogical.bytes(bytes(schema.getFixedSize()), schema);
      case INT -> AvroLogical.number(in.readInt(), schema);
      case LONG -> AvroLogical.number(in.readLong(), schema);
      case FLOAT -> real(Double.parseDouble(Float.toString(in.readFloat())));
      case DOUBLE -> real(in.readDouble());
      case BOOLEAN -> BooleanNode.valueOf(in.readBoolean());
      case NULL -> NullNode.getInstance();
    };
  }

  private ObjectNode record(Schema schema, int depth) throws IOException, UnreadableValueException {
    ObjectNode object = NODES.objectNode();
    for (Schema.Field field : schema.getFields()) {
      object.set(field.name(), value(field.schema(), depth + 1));
    }
    return object;
  }

  private ArrayNode array(Schema schema, int depth) throws IOException, UnreadableValueException {
    ArrayNode array = NODES.arrayNode();
    for (long left = in.readArrayStart(); left > 0; left = in.arrayNext()) {
      for (long i = 0; i < left; i++) {
        array.add(value(schema.getElementType(), depth + 1));
      }
    }
    return array;
  }

  private ObjectNode map(Schema schema, int depth) throws IOException, UnreadableValueException {
    ObjectNode object = NODES.objectNode();
    for (long left = in.readMapStart(); left > 0; left = in.mapNext()) {
      for (long i = 0; i < left; i++) {
        object.set(text(), value(schema.getValueType(), depth + 1));
      }
    }
    return object;
  }

  private static <T> T branch(List<T> branches, int index) throws UnreadableValueException {
    if (index < 0 || index >= branches.size()) {
      throw new UnreadableValueException(
          "it is not Avro of its schema: of " + branches.size() + " there is no number " + index);
    }
    return branches.get(index);
  }

  /** JSON has no number for what is not finite. */
  private static JsonNode real(double number) {
    return Double.isFinite(number)
        ? DoubleNode.valueOf(number)
        : TextNode.valueOf(Double.toString(number));
  }

  private String text() throws IOException, UnreadableValueException {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes(length())))
          .toString();
    } catch (CharacterCodingException e) {
      throw new UnreadableValueException("a text in it is not UTF-8", e);
    }
  }

  private int length() throws IOException, UnreadableValueException {
    long length = in.readLong();
    if (length < 0 || length > bytes) {
      throw new UnreadableValueException(
          "it is not Avro of its schema: " + length + " bytes of a value are wanted");
    }
    return (int) length;
  }

  private byte[] bytes(int length) throws IOException, UnreadableValueException {
    if (length > bytes) {
      throw new UnreadableValueException(
          "it is not Avro of its schema: " + length + " bytes of a value are wanted");
    }
    byte[] read = new byte[length];
    in.readFixed(read, 0, length);
    return read;
  }
}

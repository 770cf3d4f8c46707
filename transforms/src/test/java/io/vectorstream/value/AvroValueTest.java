package io.vectorstream.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;

/** What Avro's own writer writes is read. */
final class AvroValueTest {

  private interface Writing {
    void write(BinaryEncoder out) throws IOException;
  }

  private static Schema schema(String fields) {
    return new Schema.Parser()
        .parse("{\"type\": \"record\", \"name\": \"R\", \"fields\": [" + fields + "]}");
  }

  private static byte[] bytes(Writing writing) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder out = EncoderFactory.get().binaryEncoder(bytes, null);
    writing.write(out);
    out.flush();
    return bytes.toByteArray();
  }

  private static String read(Schema schema, Map<String, Object> values) throws Exception {
    GenericRecord record = new GenericData.Record(schema);
    values.forEach(record::put);
    return AvroValue.read(
            bytes(out -> new GenericDatumWriter<GenericRecord>(schema).write(record, out)), schema)
        .toString();
  }

  private static void refuses(String field, Writing writing, String reason) {
    assertThatThrownBy(() -> AvroValue.read(bytes(writing), schema(field)))
        .isInstanceOf(UnreadableValueException.class)
        .hasMessageStartingWith(reason);
  }

  @Test
  void everyTypeHasAFormInJson() throws Exception {
    Schema schema =
        schema(
            """
            {"name": "text", "type": "string"}, {"name": "none", "type": ["null", "int"]},
            {"name": "some", "type": ["null", "int"]}, {"name": "large", "type": "long"},
            {"name": "real", "type": "double"}, {"name": "rough", "type": "float"},
            {"name": "nan", "type": "double"}, {"name": "yes", "type": "boolean"},
            {"name": "list", "type": {"type": "array", "items": "string"}},
            {"name": "map", "type": {"type": "map", "values": "int"}},
            {"name": "kind", "type": {"type": "enum", "name": "K", "symbols": ["A", "B"]}},
            {"name": "raw", "type": "bytes"}, {"name": "four", "type":
              {"type": "fixed", "name": "F", "size": 4}}""");
    Map<String, Object> values = new HashMap<>();
    values.put("text", "Çay");
    values.put("some", 5);
    values.put("large", Long.MIN_VALUE);
    values.put("real", 0.1);
    values.put("rough", 0.1f);
    values.put("nan", Double.NaN);
    values.put("yes", true);
    values.put("list", List.of("a", "b"));
    values.put("map", Map.of("k", 1));
    values.put("kind", new GenericData.EnumSymbol(schema.getField("kind").schema(), "B"));
    values.put("raw", ByteBuffer.wrap(new byte[] {1, 2}));
    values.put("four", new GenericData.Fixed(schema.getField("four").schema(), new byte[4]));

    assertThat(read(schema, values))
        .isEqualTo(
            "{\"text\":\"Çay\",\"none\":null,\"some\":5,\"large\":-9223372036854775808,"
                + "\"real\":0.1,\"rough\":0.1,\"nan\":\"NaN\",\"yes\":true,\"list\":[\"a\",\"b\"],"
                + "\"map\":{\"k\":1},\"kind\":\"B\",\"raw\":\"AQI=\",\"four\":\"AAAAAA==\"}");
  }

  @Test
  void logicalTypesAreWhatTheyStandFor() throws Exception {
    Schema schema =
        schema(
            """
            {"name": "ms", "type": {"type": "long", "logicalType": "timestamp-millis"}},
            {"name": "us", "type": {"type": "long", "logicalType": "timestamp-micros"}},
            {"name": "local", "type": {"type": "long", "logicalType": "local-timestamp-millis"}},
            {"name": "day", "type": {"type": "int", "logicalType": "date"}},
            {"name": "time", "type": {"type": "int", "logicalType": "time-millis"}},
            {"name": "price", "type":
              {"type": "bytes", "logicalType": "decimal", "precision": 9, "scale": 2}},
            {"name": "other", "type": {"type": "long", "logicalType": "unheard-of"}}""");

    assertThat(
            read(
                schema,
                Map.of(
                    "ms", 1_769_851_800_250L,
                    "us", -1L,
                    "local", 0L,
                    "day", 20_484,
                    "time", 34_200_000,
                    "price", ByteBuffer.wrap(BigInteger.valueOf(-1299).toByteArray()),
                    "other", 3L)))
        .isEqualTo(
            "{\"ms\":\"2026-01-31T09:30:00.250Z\",\"us\":\"1969-12-31T23:59:59.999999Z\","
                + "\"local\":\"1970-01-01T00:00\",\"day\":\"2026-01-31\",\"time\":\"09:30\","
                + "\"price\":-12.99,\"other\":3}");
  }

  @Test
  void lengthsThatAValueNamesAreNotBelieved() {
    refuses(
        "{\"name\": \"a\", \"type\": \"string\"}",
        out -> out.writeLong(Integer.MAX_VALUE),
        "it is not Avro of its schema: 2147483647 bytes of a value are wanted");
    refuses(
        "{\"name\": \"a\", \"type\": \"bytes\"}",
        out -> out.writeLong(-5),
        "it is not Avro of its schema: -5 bytes of a value are wanted");
    refuses(
        "{\"name\": \"a\", \"type\": {\"type\": \"fixed\", \"name\": \"F\", \"size\": 2000000000}}",
        out -> out.writeInt(1),
        "it is not Avro of its schema: 2000000000 bytes of a value are wanted");
    refuses(
        "{\"name\": \"a\", \"type\": {\"type\": \"array\", \"items\": \"null\"}}",
        out -> out.writeLong(1_000_000_000),
        "it is more than an event may hold: ");
    refuses(
        "{\"name\": \"a\", \"type\": {\"type\": \"array\", \"items\": \"null\"}}",
        out -> out.writeLong(Long.MAX_VALUE),
        "it is ");
    refuses("{\"name\": \"a\", \"type\": \"R\"}", out -> {}, "it is more than an event may hold: ");
  }

  @Test
  void whatDoesNotFitTheSchemaIsNamed() {
    refuses("{\"name\": \"a\", \"type\": \"int\"}", out -> {}, "it is not Avro of its schema: ");
    refuses(
        "{\"name\": \"a\", \"type\": \"int\"}",
        out -> {
          out.writeInt(1);
          out.writeInt(2);
        },
        "there are bytes behind the Avro value");
    refuses(
        "{\"name\": \"a\", \"type\": [\"null\", \"int\"]}",
        out -> out.writeIndex(2),
        "it is not Avro of its schema: of 2 there is no number 2");
    refuses(
        "{\"name\": \"a\", \"type\": \"string\"}",
        out -> out.writeBytes(new byte[] {(byte) 0xC3}),
        "a text in it is not UTF-8");
    refuses(
        "{\"name\": \"a\", \"type\": {\"type\": \"int\", \"logicalType\": \"time-millis\"}}",
        out -> out.writeInt(-1),
        "a time-millis in it is out of range: -1");
    assertThatThrownBy(() -> AvroValue.read(new byte[] {2}, Schema.create(Schema.Type.INT)))
        .hasMessage("an Avro record is wanted, this is the number 1");
  }
}

package io.vectorstream.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.primitives.Bytes;
import com.google.common.primitives.Ints;
import io.vectorstream.mapping.Mapping;
import io.vectorstream.source.SourceRecord;
import io.vectorstream.value.RegistryAddress;
import io.vectorstream.value.RegistryServer;
import io.vectorstream.value.ValueFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Debezium's changes in Avro, of a table whose numbers are decimals. */
final class AvroRowsTest {

  private static final int VALUE = 1;
  private static final int KEY = 2;

  private static final Schema KEYS =
      new Schema.Parser()
          .parse(
              """
              {"type": "record", "name": "Key", "fields": [{"name": "id", "type":
                {"type": "bytes", "logicalType": "decimal", "precision": 64, "scale": 0}}]}""");

  private static final Schema VALUES =
      new Schema.Parser()
          .parse(
              """
              {"type": "record", "name": "Envelope", "fields": [
                {"name": "op", "type": "string"},
                {"name": "ts_ms", "type": "long"},
                {"name": "after", "type": {"type": "record", "name": "Value", "fields": [
                  {"name": "id", "type":
                    {"type": "bytes", "logicalType": "decimal", "precision": 64, "scale": 0}},
                  {"name": "shopper", "type":
                    {"type": "bytes", "logicalType": "decimal", "precision": 64, "scale": 2}},
                  {"name": "price", "type":
                    {"type": "record", "name": "VariableScaleDecimal", "fields": [
                      {"name": "scale", "type": "int"}, {"name": "value", "type": "bytes"}]}}]}}]}""");

  private final RegistryServer registry;

  AvroRowsTest() throws IOException {
    registry = RegistryServer.start();
  }

  @BeforeEach
  void register() {
    registry.with(VALUE, VALUES.toString()).with(KEY, KEYS.toString());
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  private ValueFormat format() {
    return ValueFormat.parse("avro+debezium", RegistryAddress.of(registry.url(), null));
  }

  private EventReader rows() {
    Mapping mapping =
        Mapping.parse(
            "rows",
            """
            keepSource: false
            fields:
              event_id: /id
              timestamp: {path: /__ts_ms, format: epoch_millis}
              user_id: /shopper
              product.price: /price
            key: {event_id: /id}
            """);
    return MappedEvents.of(List.of(new MappedEvents.Form(mapping, format())));
  }

  private static ByteBuffer unscaled(long number) {
    return ByteBuffer.wrap(BigInteger.valueOf(number).toByteArray());
  }

  private static byte[] framed(int id, GenericRecord record) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder out = EncoderFactory.get().binaryEncoder(bytes, null);
    new GenericDatumWriter<GenericRecord>(record.getSchema()).write(record, out);
    out.flush();
    return Bytes.concat(new byte[1], Ints.toByteArray(id), bytes.toByteArray());
  }

  /** A row whose id is 5, and whose shopper and price are these hundredths. */
  private static byte @Nullable [] change(long shopper, long price) throws IOException {
    Schema row = VALUES.getField("after").schema();
    GenericRecord decimal = new GenericData.Record(row.getField("price").schema());
    decimal.put("scale", 2);
    decimal.put("value", unscaled(price));
    GenericRecord after = new GenericData.Record(row);
    after.put("id", unscaled(5));
    after.put("shopper", unscaled(shopper));
    after.put("price", decimal);
    GenericRecord change = new GenericData.Record(VALUES);
    change.put("op", "c");
    change.put("ts_ms", 0L);
    change.put("after", after);
    return framed(VALUE, change);
  }

  private static SourceRecord record(byte @Nullable [] value) throws IOException {
    GenericRecord key = new GenericData.Record(KEYS);
    key.put("id", unscaled(5));
    return SourceRecord.of("rows", 0, 0, 0, List.of(), framed(KEY, key), value);
  }

  @Test
  void aDecimalIsANumberAndWithoutAFractionAnId() throws Exception {
    assertThat(CommerceEvent.parse(record(change(700, 1299)), rows()).get(0).json())
        .hasToString(
            "{\"event_id\":\"5\",\"timestamp\":\"1970-01-01T00:00:00Z\",\"user_id\":\"7\","
                + "\"product\":{\"price\":12.99}}");
    assertThatThrownBy(() -> CommerceEvent.parse(record(change(750, 1299)), rows()))
        .isInstanceOf(UnreadableEventException.class)
        .hasMessage("user_id at /shopper is the number 7.50, a text or an integer is wanted");
  }

  @Test
  void aTombstoneNamesTheRowThatItsKeyNames() throws Exception {
    assertThat(rows().deletedBy(record(null))).isEqualTo("5");
  }
}

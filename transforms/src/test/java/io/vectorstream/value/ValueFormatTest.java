package io.vectorstream.value;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.primitives.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ValueFormatTest {

  private static final byte[] FRAME = {0, 0, 0, 0, 7};

  private static DecodedValue decode(String format, byte[] value) throws Exception {
    return ValueFormat.parse(format, null).decode(value, Map.of(), -1);
  }

  private static String decode(String format, String value) throws Exception {
    return decode(format, value.getBytes(UTF_8)).tree().toString();
  }

  private static void refuses(String format, byte[] value, String reason) {
    assertThatThrownBy(() -> decode(format, value))
        .isInstanceOf(UnreadableValueException.class)
        .hasMessageStartingWith(reason);
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
      out.write(bytes);
    }
    return compressed.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "json",
        "gzip+json",
        "gzip",
        "registry-json+debezium",
        "gzip+registry-json+cloudevents"
      })
  void wordsAreJoinedInTheirOrder(String format) {
    assertThat(ValueFormat.parse(format, null)).hasToString(format);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "xml",
        "json+gzip",
        "debezium+json",
        "json+json",
        "gzip+",
        "JSON",
        "json,avro"
      })
  void whatIsNoFormatIsRefused(String format) {
    assertThatThrownBy(() -> ValueFormat.parse(format, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith("it is \"" + format + "\"");
  }

  @Test
  void avroNeedsARegistry() {
    assertThatThrownBy(() -> ValueFormat.parse("avro", null))
        .hasMessage("avro needs the address of a schema registry, --schemaRegistry=URL");
    assertThat(RegistryAddress.of("http://registry:8081/", null).url())
        .isEqualTo("http://registry:8081");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "registry:8081",
        "ftp://r",
        "http://",
        "http://a:b@r",
        "http://r?x=1",
        "http://a b"
      })
  void whatIsNoAddressOfARegistryIsRefused(String url) {
    assertThatThrownBy(() -> RegistryAddress.of(url, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("has to look like http://registry:8081");
  }

  @Test
  void theFrameOfARegistryIsSkipped() throws Exception {
    assertThat(decode("registry-json", Bytes.concat(FRAME, "{\"a\": 1}".getBytes(UTF_8))).tree())
        .hasToString("{\"a\":1}");
    refuses(
        "registry-json", "{\"a\": 1}".getBytes(UTF_8), "a zero byte and the number of a schema");
    refuses("registry-json", new byte[] {0, 0}, "a zero byte and the number of a schema");
    refuses("registry-json", FRAME, "the record's value is empty");
  }

  @Test
  void whatIsCompressedIsDecompressedUpToALimit() throws Exception {
    byte[] json = "{\"a\": 1}".getBytes(UTF_8);

    assertThat(decode("gzip+json", gzip(json)).tree()).hasToString("{\"a\":1}");
    refuses("gzip+json", json, "it cannot be decompressed by gzip: Not in GZIP format");
    refuses("gzip+json", new byte[0], "it cannot be decompressed by gzip");
    refuses("gzip+json", Arrays.copyOf(gzip(json), 12), "it cannot be decompressed by gzip");
    refuses(
        "gzip+json",
        gzip(new byte[64 << 20]),
        "it decompresses to more than the 4194304 bytes that an event has at most");
  }

  @Test
  void aDebeziumChangeIsItsRow() throws Exception {
    String change =
        "{\"before\": null, \"after\": {\"id\": 1, \"name\": \"Mug\"}, \"source\": {\"table\": \"t\"},"
            + " \"op\": \"u\", \"ts_ms\": 5}";
    String row =
        "{\"id\":1,\"name\":\"Mug\",\"__op\":\"u\",\"__ts_ms\":5,\"__source\":{\"table\":\"t\"}}";

    assertThat(decode("debezium", change)).isEqualTo(row);
    assertThat(decode("debezium", "{\"schema\": {}, \"payload\": " + change + "}")).isEqualTo(row);
    DecodedValue gone =
        decode(
            "debezium",
            "{\"before\": {\"id\": 1}, \"after\": null, \"op\": \"d\"}".getBytes(UTF_8));
    assertThat(gone.isDeletion()).isTrue();
    assertThat(gone.tree()).hasToString("{\"id\":1,\"__op\":\"d\"}");
  }

  /** A change whose row has these columns, each described by what stands beside it. */
  private static String change(String op, String schema, String row) {
    String place = op.equals("d") ? "before" : "after";
    return "{\"schema\": {\"fields\": [{\"field\": \"source\"}, {\"field\": \"%s\", \"fields\": [%s]}]}, \"payload\": {\"op\": \"%s\", \"%s\": %s}}"
        .formatted(place, schema, op, place, row);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"D5Y=\" | 39.90",
        "\"/38=\" | -1.29",
        "\"AA==\" | 0.00",
        "null | null",
        "39.9 | 39.9",
        "{\"scale\": 1, \"value\": \"AyA=\"} | 80.0",
        "{\"scale\": -1, \"value\": \"Aw==\"} | 3E+1",
        "{\"scale\": 1, \"value\": \"AyA=\", \"x\": 1} | {\"scale\":1,\"value\":\"AyA=\",\"x\":1}",
      })
  void aDecimalThatConnectWroteIsANumber(String written, String number) throws Exception {
    String schema =
        "{\"field\": \"name\", \"type\": \"string\"}, {\"field\": \"price\", \"type\": \"bytes\","
            + " \"name\": \"org.apache.kafka.connect.data.Decimal\", \"parameters\": {\"scale\": \"2\"}}";
    String row = "{\"name\": \"D5Y=\", \"price\": " + written + "}";

    for (String op : new String[] {"c", "u", "r", "d"}) {
      assertThat(decode("debezium", change(op, schema, row)))
          .isEqualTo("{\"name\":\"D5Y=\",\"price\":" + number + ",\"__op\":\"" + op + "\"}");
    }
  }

  @Test
  void aDecimalIsNotToldFromATextWithoutASchema() throws Exception {
    assertThat(decode("debezium", "{\"op\": \"c\", \"after\": {\"price\": \"D5Y=\"}}"))
        .isEqualTo("{\"price\":\"D5Y=\",\"__op\":\"c\"}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"39.9\" | 2 | column price has to be a decimal in Base64, it is the text \"39.9\"",
        "\"\" | 2 | a decimal in it has 0 bytes",
        "\"AA==\" | 1001 | a decimal in it has 1001 decimal places",
        "{\"scale\": -2000000000, \"value\": \"AA==\"} | 0 | a decimal in it has -2000000000 decimal places",
        "{\"scale\": 0, \"value\": \"%\"} | 0 | column price has to be a decimal in Base64, it is the text \"%\"",
      })
  void whatIsNoDecimalOfItsSchemaIsNamed(String written, String scale, String reason) {
    String schema =
        "{\"field\": \"price\", \"name\": \"org.apache.kafka.connect.data.Decimal\","
            + " \"parameters\": {\"scale\": \"%s\"}}".formatted(scale);

    refuses(
        "debezium", change("c", schema, "{\"price\": " + written + "}").getBytes(UTF_8), reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "debezium | {\"id\": 1} | Debezium's op has to be c, u, r or d, it is nothing",
        "debezium | {\"op\": \"t\"} | Debezium's op has to be c, u, r or d, it is the text \"t\"",
        "debezium | {\"op\": \"c\", \"after\": null} | Debezium's after has to be an object, it is null",
        "debezium | {\"op\": \"c\", \"after\": \"{}\"} | Debezium's after has to be an object, it is the text \"{}\"; for MongoDB have Debezium's transformation ExtractNewDocumentState unwrap it",
        "debezium | {\"op\": \"d\"} | Debezium's before has to be an object, it is nothing",
        "cloudevents | {\"id\": 1} | a CloudEvent of version 1 is wanted, specversion is nothing",
        "cloudevents | {\"specversion\": \"0.3\"} | a CloudEvent of version 1 is wanted, specversion is the text \"0.3\"",
        "cloudevents | [{\"specversion\": \"1.0\"}] | a JSON object is wanted, this is an array",
        "cloudevents | {\"specversion\": \"1.0\", \"data_base64\": \"%\"} | data_base64 is not in Base64",
        "cloudevents | {\"specversion\": \"1.0\", \"data_base64\": \"YQ==\"} | not JSON: ",
        "json | [] | a JSON object is wanted, this is an array",
      })
  void whatIsNotInItsEnvelopeIsNamed(String format, String value, String reason) {
    refuses(format, value.getBytes(UTF_8), reason);
  }

  private static JsonNode cloudEvent(String value, long sentAt, String... headers)
      throws Exception {
    Map<String, byte[]> all = new HashMap<>();
    for (int i = 0; i < headers.length; i += 2) {
      all.put(headers[i], headers[i + 1].getBytes(UTF_8));
    }
    return ValueFormat.parse("cloudevents", null).decode(value.getBytes(UTF_8), all, sentAt).tree();
  }

  @Test
  void aCloudEventIsTheSameInBothModes() throws Exception {
    String structured =
        "{\"specversion\":\"1.0\",\"id\":\"e\",\"type\":\"view\",\"data\":{\"a\":1}}";

    assertThat(decode("cloudevents", structured)).isEqualTo(structured);
    assertThat(
            decode(
                "cloudevents",
                "{\"specversion\":\"1.0\",\"id\":\"e\",\"type\":\"view\",\"data_base64\":\"eyJhIjoxfQ==\"}"))
        .isEqualTo(structured);
    assertThat(
            cloudEvent(
                "{\"a\": 1}",
                -1,
                "ce_specversion",
                "1.0",
                "ce_id",
                "e",
                "ce_type",
                "view",
                "other",
                "x"))
        .isEqualTo(JsonValue.read(structured.getBytes(UTF_8)));
  }

  @Test
  void theContentTypeSaysWhichModeACloudEventIsIn() throws Exception {
    String structured = "{\"specversion\":\"1.0\",\"id\":\"e\",\"data\":{\"a\":1}}";

    assertThat(
            cloudEvent(
                structured,
                -1,
                "ce_specversion",
                "1.0",
                "ce_id",
                "e",
                "content-type",
                "Application/CloudEvents+json; charset=UTF-8"))
        .hasToString(structured);
    assertThat(cloudEvent("{}", -1, "ce_specversion", "1.0", "content-type", "application/json"))
        .hasToString(
            "{\"specversion\":\"1.0\",\"datacontenttype\":\"application/json\",\"data\":{}}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ",\"time\":null"})
  void aCloudEventWithoutATimeHasThatOfItsRecord(String time) throws Exception {
    String event = "{\"specversion\":\"1.0\"" + time + ",\"data\":{}}";

    assertThat(cloudEvent(event, 1_769_851_800_250L).path("time").textValue())
        .isEqualTo("2026-01-31T09:30:00.250Z");
    assertThat(cloudEvent(event, -1).hasNonNull("time")).isFalse();
    assertThat(
            cloudEvent("{}", 0, "ce_specversion", "1.0", "ce_time", "2026-01-31T09:30:00Z")
                .path("time")
                .textValue())
        .isEqualTo("2026-01-31T09:30:00Z");
    assertThat(cloudEvent("{}", 0, "ce_specversion", "1.0").path("time").textValue())
        .isEqualTo("1970-01-01T00:00:00Z");
  }

  @Test
  void avroIsReadByTheSchemaThatItsFrameNames() throws Exception {
    try (RegistryServer server =
        RegistryServer.start()
            .with(
                7,
                "{\"type\": \"record\", \"name\": \"R\", \"fields\": [{\"name\": \"a\", \"type\": \"int\"}]}")) {
      ValueFormat format = ValueFormat.parse("avro", RegistryAddress.of(server.url(), null));

      assertThat(format.decode(Bytes.concat(FRAME, new byte[] {6}), Map.of(), -1).tree())
          .hasToString("{\"a\":3}");
      assertThatThrownBy(() -> format.decode(new byte[] {0, 0, 0, 0, 9, 6}, Map.of(), -1))
          .isInstanceOf(UnreadableValueException.class)
          .hasMessage("the schema registry knows no schema of number 9");
    }
  }

  @Test
  void theDataOfACloudEventMayBeAvro() throws Exception {
    try (RegistryServer server =
        RegistryServer.start()
            .with(
                7,
                "{\"type\": \"record\", \"name\": \"R\", \"fields\": [{\"name\": \"a\", \"type\": \"int\"}]}")) {
      ValueFormat format =
          ValueFormat.parse("avro+cloudevents", RegistryAddress.of(server.url(), null));
      Map<String, byte[]> headers =
          Map.of("ce_specversion", "1.0".getBytes(UTF_8), "ce_id", "e".getBytes(UTF_8));

      JsonNode event = format.decode(Bytes.concat(FRAME, new byte[] {6}), headers, -1).tree();

      assertThat(event.path("data")).hasToString("{\"a\":3}");
      assertThat(event.path("id").textValue()).isEqualTo("e");
    }
  }
}

package io.vectorstream.tools.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MappingCommandTest {

  private static final String SHOP =
      """
      {"messageId": "m-1", "sentAt": 1769851800250, "event": "viewed", "user": {"id": 7}, "product": {"name": "Mug", "price": "9.5"}}
      {"messageId": "m-2", "sentAt": "soon", "product": {"name": "Cup"}}

      {"messageId": "m-3", "sentAt": 0}
      rubbish
      """;

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String samples, String... args) {
    return new MappingCommand(new ByteArrayInputStream(samples.getBytes(StandardCharsets.UTF_8)))
        .execute(new PrintWriter(out, true), new PrintWriter(err, true), args);
  }

  @Test
  void triesWhatWouldBecomeOfEachLine() throws IOException {
    Path mapping =
        Files.writeString(
            folder.resolve("shop.yaml"),
            """
            fields:
              event_id: /messageId
              timestamp: {path: /sentAt, format: epoch_millis}
              product: {name: /product/name, price: /product/price}
            """);

    assertThat(run(SHOP, "try", "--mapping=" + mapping)).isEqualTo(1);
    assertThat(err.toString()).isEmpty();
    assertThat(out.toString().lines())
        .containsExactly(
            "1 {\"event_id\":\"m-1\",\"timestamp\":\"2026-01-31T09:30:00.250Z\",\"product\":{\"name\":\"Mug\",\"price\":9.5}}",
            "  text: Mug",
            "2 dead letter: timestamp at /sentAt is the text \"soon\", a number, epoch_millis of a year from 0 to 9999, is wanted",
            "4 dead letter: none of product.name,product.description,product.category holds any text",
            "5 dead letter: not JSON: Unrecognized token 'rubbish': was expecting (JSON String, Nu… (character 7)",
            "1 events, 3 dead letters");
  }

  @Test
  void showsEachItemAndWhatIsDeleted() {
    String samples =
        """
        {"event_name": "purchase", "event_timestamp": 0, "items": [{"item_name": "Mug"}, {"item_name": "Cup"}]}
        """;
    assertThat(run(samples, "try", "--mapping=builtin:ga4")).isZero();
    assertThat(out.toString())
        .contains("\"product\":{\"name\":\"Mug\"},\"item\":\"0\"}", "  text: Cup")
        .endsWith("2 events, 0 dead letters\n");

    run("{\"op\": \"d\", \"before\": {\"id\": 5}}", "try", "--mapping=builtin:debezium");
    assertThat(out.toString()).contains("1 deletes 5");
  }

  @Test
  void aMappingThatIsWrongIsAMistake() {
    assertThat(run(SHOP, "try", "--mapping=builtin:ga3")).isEqualTo(2);
    assertThat(err.toString())
        .startsWith("--mapping: there is no builtin:ga3, there are rees46, retailrocket, ga4,");
    assertThat(run(SHOP)).isEqualTo(2);
    assertThat(run("", "guess")).isEqualTo(2);
    assertThat(err.toString()).contains("There are no samples on standard input");
    assertThat(run("{\"a\": 1}\n{]", "guess")).isEqualTo(2);
    assertThat(err.toString()).contains("Line 2: not JSON: ");
  }

  @Test
  void aGuessIsAMappingThatMakesEventsOfTheSamples() throws IOException {
    String samples =
        """
        {"insert_id": "i-1", "occurred_at": "2026-01-31 09:30:00", "event": "order", "visitorId": "v", "cart": {"lines": [{"sku": "s", "title": "Mug", "price": "9.5", "quantity": 1}]}, "total": 9.5}
        {"insert_id": "i-2", "occurred_at": "2026-01-31 09:31:00", "event": "order", "cart": {"lines": [{"sku": "t", "title": "Cup: blue # 3"}]}}
        """;
    assertThat(run(samples, "guess")).isZero();
    String yaml = out.toString();
    assertThat(yaml)
        .contains(
            "  event_id: /insert_id # such as i-1\n",
            "  timestamp: {path: /occurred_at, zone: UTC} # such as 2026-01-31 09:30:00\n",
            "  user_id: /visitorId # such as v\n",
            "  # session_id: nothing found\n",
            "items:\n  path: /cart/lines\n",
            "    product.name: /title # such as Mug\n");
    Path mapping = Files.writeString(folder.resolve("guess.yaml"), yaml);
    out.getBuffer().setLength(0);

    assertThat(run(samples, "try", "--mapping=" + mapping)).as(out.toString()).isZero();
    assertThat(out.toString()).contains("  text: Cup: blue # 3\n");
  }

  @Test
  void aGuessOfAKnownFormIsItsMapping() throws IOException {
    String sample =
        "{\"event_name\": \"view_item\", \"event_timestamp\": 1769851800250001, \"items\": [{\"item_name\": \"Mug\"}]}";
    run(sample, "guess");
    String yaml = out.toString();
    assertThat(yaml)
        .startsWith(
            "# --mapping=builtin:ga4 is for values of this form. It is this, to be changed:\n")
        .contains("  timestamp: {path: /event_timestamp, format: epoch_micros}");
    Path mapping = Files.writeString(folder.resolve("guess.yaml"), yaml);
    out.getBuffer().setLength(0);

    assertThat(run(sample, "try", "--mapping=" + mapping)).isZero();
    assertThat(out.toString()).contains("  text: Mug\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"user\": {\"id\": \"u-1\"}, \"product\": {\"id\": \"p-1\"}} | {hash: \"\"}",
        "{\"user\": {\"uuid\": \"u-1\"}} | {hash: \"\"}",
        "{\"\": {\"\": 1}} | {hash: \"\"}",
        "{\"event\": {\"id\": \"e-1\"}, \"id\": \"x\"} | /event/id # such as e-1",
        "{\"order_id\": 1, \"id\": 1} ; {\"order_id\": 1, \"id\": 2} | /id # such as 1",
        "{\"order_id\": 1, \"id\": 1} ; {\"id\": 2} | /id # such as 1",
        "{\"id\": 1} ; {\"id\": 2} ; {\"id\": 1} | /id # such as 1",
        "{\"id\": 1} ; {\"id\": 2} ; {\"id\": 1, \"a\": 0} | {hash: \"\"}",
      })
  void aGuessedIdTellsTheSamplesApart(String samples, String id) {
    assertThat(run(samples.replace(" ; ", "\n"), "guess")).isZero();
    assertThat(out.toString().lines())
        .filteredOn(line -> line.startsWith("  event_id: "))
        .containsExactly("  event_id: " + id);
  }

  @Test
  void aKnownFormIsOneWhoseMappingReadsEverySample() {
    String known = "# --mapping=builtin:debezium is for values of this form.";

    run("{\"id\": 1, \"name\": \"Mug\", \"__op\": \"c\", \"__ts_ms\": 0}", "guess");
    assertThat(out.toString())
        .startsWith("# A first mapping, made of 1 samples by the names of their fields.");
    out.getBuffer().setLength(0);
    run("{\"op\": \"c\", \"after\": {\"id\": 1, \"name\": \"Mug\"}, \"ts_ms\": 0}", "guess");
    assertThat(out.toString()).startsWith(known);
  }
}

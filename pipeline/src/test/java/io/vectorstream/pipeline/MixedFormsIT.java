package io.vectorstream.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.primitives.Bytes;
import com.sun.net.httpserver.HttpServer;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.vectorstream.mapping.MappingFiles;
import io.vectorstream.qdrant.point.PointIds;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A topic in which events of every form that there is a mapping for stand among each other. */
final class MixedFormsIT {

  /** By the mapping's name, a value whose product is called by the number in it. */
  private static final Map<String, String> FORMS = new TreeMap<>();

  static {
    FORMS.put(
        "rees46",
        "{\"event_time\": \"2019-11-01 00:00:14 UTC\", \"event_type\": \"cart\", \"product_id\":"
            + " \"rees46-@\", \"category_id\": \"1\", \"category_code\": \"a.phone\"}");
    FORMS.put(
        "retailrocket",
        "{\"timestamp\": 1433221332117, \"visitorid\": 1, \"event\": \"view\", \"itemid\":"
            + " \"retailrocket-@\"}");
    FORMS.put(
        "ga4",
        "{\"event_name\": \"purchase\", \"event_timestamp\": \"17698518000@\", \"user_pseudo_id\": \"u\","
            + " \"items\": [{\"item_id\": \"ga4-@\", \"item_name\": \"Mug\"}, {\"item_id\": \"ga4-@b\","
            + " \"item_name\": \"Cup\"}]}");
    FORMS.put(
        "segment",
        "{\"type\": \"track\", \"messageId\": \"m-@\", \"timestamp\": \"2026-01-31T09:30:00Z\", \"event\":"
            + " \"Order Completed\", \"properties\": {\"products\": [{\"product_id\": \"segment-@\", \"name\":"
            + " \"Mug\"}]}}");
    FORMS.put(
        "snowplow",
        "{\"event_id\": \"s-@\", \"collector_tstamp\": \"2026-01-31 09:30:00.1\","
            + " \"contexts_com_snowplowanalytics_snowplow_ecommerce_product_1\": [{\"id\": \"snowplow-@\","
            + " \"name\": \"Cap\"}]}");
    FORMS.put(
        "shopify",
        "{\"id\": 10@, \"admin_graphql_api_id\": \"g\", \"order_number\": 1@, \"created_at\": \"2026-01-31T09:30:00-05:00\","
            + " \"line_items\": [{\"id\": 1, \"product_id\": \"shopify-@\", \"title\": \"Mug\", \"price\":"
            + " \"1.50\"}]}");
    FORMS.put(
        "woocommerce",
        "{\"id\": 20@, \"date_created_gmt\": \"2026-01-31T09:30:00\", \"line_items\": [{\"id\": 1,"
            + " \"product_id\": \"woocommerce-@\", \"name\": \"Cup\", \"price\": 2}]}");
    FORMS.put(
        "debezium",
        "{\"op\": \"r\", \"ts_ms\": 0, \"after\": {\"id\": \"debezium-@\", \"title\": \"Lamp\"}}");
    FORMS.put(
        "cloudevents",
        "{\"specversion\": \"1.0\", \"id\": \"@\", \"source\": \"/s\", \"type\": \"t\", \"time\":"
            + " \"2026-01-31T09:30:00Z\", \"data\": {\"product\": {\"id\": \"cloudevents-@\", \"name\":"
            + " \"Chair\"}}}");
  }

  private static final String SCHEMA =
      "{\"schema\": \"{\\\"type\\\": \\\"record\\\", \\\"name\\\": \\\"R\\\", \\\"fields\\\":"
          + " [{\\\"name\\\": \\\"id\\\", \\\"type\\\": \\\"string\\\"}]}\"}";

  private static final String PASSWORD = "planted-90ab-password";
  private static final String USER_HEADER =
      "Basic " + Base64.getEncoder().encodeToString(("shop:" + PASSWORD).getBytes(UTF_8));

  private static final int OF_EACH = 1_000;

  @TempDir Path folder;

  private int sent;

  @ParameterizedTest
  @ValueSource(strings = {"SparkRunner", "DirectRunner"})
  void eachIsWhatItsMappingMakesOfIt(String runner) throws Exception {
    assertThat(FORMS.keySet()).containsExactlyInAnyOrderElementsOf(MappingFiles.builtin());
    HttpServer registry = registry();
    try (Services services = new Services(folder.resolve("services"));
        LogLines log = LogLines.ofAll()) {
      Map<String, String> wanted = new HashMap<>();
      try (KafkaProducer<byte[], byte[]> producer = producer(services)) {
        for (int i = 0; i < OF_EACH; i++) {
          String number = String.format(Locale.ROOT, "%04d", i);
          for (Map.Entry<String, String> form : FORMS.entrySet()) {
            send(producer, services, form.getValue().replace("@", number).getBytes(UTF_8));
            wanted.put(form.getKey() + "-" + number, null);
          }
          wanted.put("ga4-" + number + "b", null);
          send(producer, services, Bytes.concat(new byte[5], own("framed-" + number)));
          wanted.put("framed-" + number, PointIds.of("framed-" + number).getUuid());
          send(producer, services, gzip(own("zipped-" + number)));
          wanted.put("zipped-" + number, PointIds.of("zipped-" + number).getUuid());
          byte[] id = ("avro-" + number).getBytes(UTF_8);
          send(
              producer,
              services,
              Bytes.concat(new byte[] {0, 0, 0, 0, 7, (byte) (2 * id.length)}, id));
          wanted.put("avro-" + number, PointIds.of("avro-" + number).getUuid());
          wanted.put("segment-" + number, PointIds.of("m-" + number, "0").getUuid());
          wanted.put("shopify-" + number, PointIds.of("10" + number, "1").getUuid());
          wanted.put("debezium-" + number, PointIds.of("debezium-" + number).getUuid());
          wanted.put("cloudevents-" + number, PointIds.of("/s#" + number).getUuid());
          send(producer, services, ("{\"form\": \"unknown\", \"n\": " + i + "}").getBytes(UTF_8));
        }
      }

      Path userInfo = Files.writeString(folder.resolve("user-info"), "shop:falsch");
      String[] options = {
        "--runner=" + runner,
        "--mapping=" + mappings(),
        "--schemaRegistry=http://127.0.0.1:" + registry.getAddress().getPort(),
        "--schemaRegistryUserInfoFile=" + userInfo,
        "--maxEvents=" + sent,
        // DirectRunner has a bundle for ten records: thousands of them, between which one of its
        // threads looks for work over and over. A single thread does so only when it has none.
        "--targetParallelism=1",
        // It also encodes all elements before and after each step; other tests let it.
        "--enforceImmutability=false",
        "--enforceEncodability=false"
      };
      Services.Outcome refused = services.run(options);
      Files.writeString(userInfo, "shop:" + PASSWORD);

      Services.Outcome outcome = services.run(options);

      assertThat(refused.exitCode()).isEqualTo(2);
      assertThat(refused.err())
          .contains("--schemaRegistry: the schema registry at http://127.0.0.1:")
          .contains("refuses the user or the password in the file " + userInfo)
          .doesNotContain("falsch");
      assertThat(outcome.out() + outcome.err()).doesNotContain(PASSWORD);
      assertThat(log.lines()).noneMatch(line -> line.contains(PASSWORD));

      assertThat(outcome.exitCode()).as(outcome.err()).isZero();
      Map<String, String> found = new HashMap<>();
      services
          .points()
          .forEach(
              (id, point) -> assertThat(found.put(productId(point), id)).as("only once").isNull());
      assertThat(found.keySet()).isEqualTo(wanted.keySet());
      wanted.forEach(
          (product, id) -> {
            if (id != null) {
              assertThat(found.get(product)).as(product).isEqualTo(id);
            }
          });
      assertThat(services.deadLetters())
          .hasSize(OF_EACH)
          .allSatisfy(
              letter -> assertThat(new String(letter.value(), UTF_8)).contains("\"unknown\""));
    } finally {
      registry.stop(0);
    }
  }

  private static String productId(RetrievedPoint point) {
    return point
        .getPayloadMap()
        .get("product")
        .getStructValue()
        .getFieldsMap()
        .get("id")
        .getStringValue();
  }

  private static HttpServer registry() throws IOException {
    HttpServer registry =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    registry.createContext(
        "/schemas/ids/",
        exchange -> {
          if (!USER_HEADER.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            exchange.sendResponseHeaders(401, -1);
            exchange.close();
            return;
          }
          boolean known = exchange.getRequestURI().getPath().endsWith("/7");
          byte[] body = (known ? SCHEMA : "{\"error_code\": 40403}").getBytes(UTF_8);
          exchange.sendResponseHeaders(known ? 200 : 404, body.length);
          try (exchange) {
            exchange.getResponseBody().write(body);
          }
        });
    registry.start();
    return registry;
  }

  /** All that come along, and some for values that are wrapped. */
  private String mappings() throws IOException {
    List<String> all = new ArrayList<>();
    MappingFiles.builtin().forEach(name -> all.add("builtin:" + name));
    for (String format : List.of("registry-json", "avro", "gzip+json")) {
      all.add(
          Files.writeString(
                  folder.resolve(format + ".yaml"),
                  """
                  when: /id
                  valueFormat: %s
                  fields:
                    event_id: /id
                    timestamp: {constant: "2026-01-31T09:30:00Z"}
                    product: {id: /id, name: {constant: Table}}
                  """
                      .formatted(format))
              .toString());
    }
    return String.join(",", all);
  }

  private static byte[] own(String id) {
    return ("{\"id\": \"" + id + "\"}").getBytes(UTF_8);
  }

  private static byte[] gzip(byte[] value) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(value);
    }
    return bytes.toByteArray();
  }

  private static KafkaProducer<byte[], byte[]> producer(Services services) {
    return new KafkaProducer<>(
        Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, services.kafka.bootstrapServers()),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  private void send(KafkaProducer<byte[], byte[]> producer, Services services, byte[] value) {
    producer.send(new ProducerRecord<>(services.topic, value));
    sent++;
  }
}

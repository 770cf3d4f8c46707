package io.vectorstream.serve.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vectorstream.deadletter.archive.LetterArchive;
import io.vectorstream.deadletter.archive.LetterReplay;
import io.vectorstream.kafka.KafkaConnection;
import io.vectorstream.local.kafka.EmbeddedKafka;
import io.vectorstream.serve.FakeRun;
import io.vectorstream.serve.RunLetters;
import io.vectorstream.serve.RunServer;
import io.vectorstream.serve.RunServers;
import io.vectorstream.serve.ServeSettings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dead letters of a run that reads several topics. */
final class LettersOfTopicsIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ORDERS = "orders.dlq";
  private static final String VIEWS = "views.dlq";

  @TempDir Path folder;

  @Test
  void withoutATopicThoseOfAllAreShown() throws Exception {
    FakeRun run = new FakeRun();
    try (EmbeddedKafka broker = EmbeddedKafka.start(folder)) {
      KafkaConnection kafka = KafkaConnection.of(broker.bootstrapServers());
      broker.createTopic(ORDERS, 1);
      broker.createTopic(VIEWS, 1);
      try (Producer<byte[], byte[]> producer = kafka.producer(Map.of())) {
        producer.send(letter(ORDERS, 1, "not JSON: character 1")).get();
        producer.send(letter(VIEWS, 2, "event_id is missing")).get();
        producer.send(letter(ORDERS, 3, "not JSON: character 3")).get();
        producer.send(letter(VIEWS, 4, "not JSON: character 4")).get();
      }
      run.letters = new Letters(kafka, List.of(ORDERS, VIEWS));
      ServeSettings settings =
          new ServeSettings("localhost", 0, Duration.ofMinutes(5), false, Optional.empty());
      try (RunServer.Started server = RunServers.find().orElseThrow().start(settings, run)) {
        String letters = server.url() + "/api/deadletters";

        assertThat(places(letters))
            .containsExactly(VIEWS + " 1", ORDERS + " 1", VIEWS + " 0", ORDERS + " 0");
        assertThat(places(letters + "?limit=3"))
            .containsExactly(VIEWS + " 1", ORDERS + " 1", VIEWS + " 0");
        assertThat(places(letters + "?topic=" + ORDERS))
            .containsExactly(ORDERS + " 1", ORDERS + " 0");
        assertThat(get(letters).get("looked_at").longValue()).isEqualTo(4);
        assertThat(get(letters + "/counts"))
            .isEqualTo(
                JSON.readTree(
                    """
                    {"counted": 4, "is_all": true, "by_stage": {"parse": 4},
                     "by_reason": [
                       {"reason": "not JSON: character 3", "count": 3},
                       {"reason": "event_id is missing", "count": 1}]}"""));
      }
    }
  }

  private static ProducerRecord<byte[], byte[]> letter(String topic, long time, String reason) {
    ProducerRecord<byte[], byte[]> letter =
        new ProducerRecord<>(topic, 0, time, null, "{".getBytes(UTF_8));
    letter.headers().add("vectorstream.stage", "parse".getBytes(UTF_8));
    letter.headers().add("vectorstream.reason", reason.getBytes(UTF_8));
    return letter;
  }

  private static List<String> places(String address) throws Exception {
    return get(address).get("letters").findParents("offset").stream()
        .map(letter -> letter.get("topic").textValue() + " " + letter.get("offset"))
        .toList();
  }

  private static JsonNode get(String address) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address)).timeout(Duration.ofSeconds(20)).build();
    HttpResponse<String> response =
        HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return JSON.readTree(response.body());
  }

  /** Letters of a broker. */
  private record Letters(KafkaConnection kafka, List<String> topics) implements RunLetters {

    @Override
    public LetterArchive open(String topic) {
      return LetterArchive.open(kafka, topic);
    }

    @Override
    public LetterReplay replay(LetterArchive letters) {
      throw new AssertionError("nothing is sent again");
    }

    @Override
    public String describe(KafkaException failure) {
      return failure.toString();
    }
  }
}

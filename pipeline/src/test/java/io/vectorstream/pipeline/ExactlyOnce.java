package io.vectorstream.pipeline;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.vectorstream.deadletter.DeadLetterHeaders;
import io.vectorstream.event.CommerceEvent;
import io.vectorstream.event.TextFields;
import io.vectorstream.local.generator.GeneratedEvent;
import io.vectorstream.qdrant.point.Payloads;
import io.vectorstream.qdrant.point.PointIds;
import io.vectorstream.qdrant.point.SparseVector;
import io.vectorstream.source.SourceRecord;
import io.vectorstream.words.TextWords;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The first law: every event sent is one point if it is well-formed, and else one dead letter. */
final class ExactlyOnce {

  private static final int VECTOR_SIZE = 384;
  private static final TextFields TEXT = TextFields.parse(TextFields.DEFAULT);
  private static final ObjectMapper JSON = new ObjectMapper();

  private ExactlyOnce() {}

  /**
   * Compares what is stored, point by point with its payload and its words, with the well-formed
   * events.
   */
  static void checkStored(List<GeneratedEvent> sent, Map<String, RetrievedPoint> stored)
      throws Exception {
    Map<String, GeneratedEvent> good =
        sent.stream()
            .filter(event -> !event.malformed())
            .collect(toMap(event -> PointIds.of(event.eventId()).getUuid(), event -> event));
    assertThat(stored.keySet()).isEqualTo(good.keySet());
    for (Map.Entry<String, RetrievedPoint> point : stored.entrySet()) {
      ObjectNode event = (ObjectNode) JSON.readTree(good.get(point.getKey()).value());
      assertThat(point.getValue().getPayloadMap()).isEqualTo(Payloads.fromJson(event));
      assertThat(StoredVectors.dense(point.getValue())).hasSize(VECTOR_SIZE);
      assertThat(StoredVectors.words(point.getValue()))
          .isNotEmpty()
          .isEqualTo(wordsOf(good.get(point.getKey())));
    }
  }

  /** The words of the text that is embedded, a value for each index. */
  private static Map<Integer, Float> wordsOf(GeneratedEvent event) throws Exception {
    SourceRecord record = SourceRecord.of("sent", 0, 0, 0, List.of(), null, event.value());
    SparseVector words = TextWords.ofText(TEXT.apply(CommerceEvent.parse(record)));
    Map<Integer, Float> values = new HashMap<>();
    for (int place = 0; place < words.size(); place++) {
      values.put(words.index(place), words.value(place));
    }
    return values;
  }

  /**
   * Compares the dead letters, byte by byte, with the malformed events. Letters about the same
   * record count once: a bundle that is tried again writes its letters again.
   */
  static void checkKept(
      List<GeneratedEvent> sent, List<ConsumerRecord<byte[], byte[]>> deadLetters) {
    Map<ByteBuffer, Integer> malformed = new TreeMap<>();
    sent.stream()
        .filter(GeneratedEvent::malformed)
        .forEach(event -> malformed.merge(bytes(event.value()), 1, Integer::sum));
    Map<ByteBuffer, Integer> kept = new TreeMap<>();
    Set<String> records = new HashSet<>();
    deadLetters.stream()
        .filter(letter -> records.add(sourceOf(letter)))
        .forEach(letter -> kept.merge(bytes(letter.value()), 1, Integer::sum));
    assertThat(kept).isEqualTo(malformed);
  }

  private static String sourceOf(ConsumerRecord<byte[], byte[]> letter) {
    return header(letter, DeadLetterHeaders.PARTITION)
        + "@"
        + header(letter, DeadLetterHeaders.OFFSET);
  }

  private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
    return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  /** Null, which a map's key cannot be, as a word that no event is. */
  private static ByteBuffer bytes(byte[] value) {
    return ByteBuffer.wrap(value == null ? "(null)".getBytes(StandardCharsets.UTF_8) : value);
  }
}

package io.vectorstream.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableMap;
import io.qdrant.client.ValueFactory;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.Vector;
import io.vectorstream.local.generator.EventGenerator;
import io.vectorstream.local.generator.GeneratorConfig;
import io.vectorstream.qdrant.point.Payloads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/**
 * Points of a shop: a payload is a generated event (some twelve fields, those of its product
 * included) and a version, a vector is random. There are as many ids as anyone wants, while vectors
 * and payloads come again every ten thousand points.
 */
final class ShopPoints {

  /** The vectors' size. */
  static final int SIZE = 384;

  /** After so many points the vectors and payloads come again. */
  static final int DISTINCT = 10_000;

  /** The payload's field that says how new a point is: a time in milliseconds. */
  static final String VERSION = "changed_at";

  /** How new points are. */
  enum Edition {
    /** Changed at any moment of a day, in no order. */
    FIRST,

    /**
     * Each changed once more, up to a day after its first change: of the points of a batch some
     * have become newer than others still are, which is the hard case.
     */
    MIXED,

    /** Each changed again, when all the former changes were over. */
    LATER
  }

  private static final int DAY = 24 * 60 * 60 * 1_000;
  private static final long START = 1_750_000_000_000L;
  private static final long SEED = 20240501;

  private static final ShopPoints INSTANCE = new ShopPoints();

  private final float[][] vectors = new float[DISTINCT][SIZE];
  private final Vector[] words = new Vector[DISTINCT];
  private final Map<Edition, List<Map<String, Value>>> payloads = new EnumMap<>(Edition.class);

  private ShopPoints() {
    for (Edition edition : Edition.values()) {
      payloads.put(edition, new ArrayList<>(DISTINCT));
    }
    EventGenerator generator = new EventGenerator(GeneratorConfig.defaults());
    ObjectMapper json = new ObjectMapper();
    Random random = new Random(SEED);
    for (int index = 0; index < DISTINCT; index++) {
      for (int component = 0; component < SIZE; component++) {
        vectors[index][component] = random.nextFloat() - 0.5f;
      }
      Map<String, Value> event = event(generator, json);
      words[index] = ShopWords.of(event);
      long first = START + random.nextInt(DAY);
      long mixed = first + 1 + random.nextInt(DAY);
      payloads.get(Edition.FIRST).add(withVersion(event, first));
      payloads.get(Edition.MIXED).add(withVersion(event, mixed));
      payloads.get(Edition.LATER).add(withVersion(event, first + 3L * DAY));
    }
  }

  /** The points of this process: made once, and the same ones in every process. */
  static ShopPoints get() {
    return INSTANCE;
  }

  private static Map<String, Value> event(EventGenerator generator, ObjectMapper json) {
    try {
      return Payloads.fromJson((ObjectNode) json.readTree(generator.next().value()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Value> withVersion(Map<String, Value> event, long version) {
    return ImmutableMap.<String, Value>builder()
        .putAll(event)
        .put(VERSION, ValueFactory.value(version))
        .build();
  }

  UUID id(int index) {
    return new UUID(SEED, index);
  }

  float[] vector(int index) {
    return vectors[index % DISTINCT];
  }

  /** A sparse vector of what the point's text says. */
  Vector words(int index) {
    return words[index % DISTINCT];
  }

  Map<String, Value> payload(int index, Edition edition) {
    return payloads.get(edition).get(index % DISTINCT);
  }

  long version(int index, Edition edition) {
    return payload(index, edition).get(VERSION).getIntegerValue();
  }

  /** A text of a point's payload. */
  String text(int index, String field) {
    return payload(index, Edition.FIRST).get(field).getStringValue();
  }
}

package io.vectorstream.value;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Asks a registry with Confluent's API for the schemas that values were written with, and remembers
 * them. Safe for several threads.
 */
final class SchemaRegistry {

  private static final int REMEMBERED = 1_000;
  private static final int DEEPEST_REFERENCE = 10;

  /** A number that is unknown may be registered later. */
  private static final Duration UNKNOWN_FOR = Duration.ofMinutes(1);

  private static final Cache<RegistryAddress, SchemaRegistry> OF_PROCESS =
      Caffeine.newBuilder().maximumSize(REMEMBERED).build();

  private final RegistryCalls calls;
  private final Cache<Integer, Schema> schemas =
      Caffeine.newBuilder().maximumSize(REMEMBERED).build();
  private final Cache<Integer, String> refusals =
      Caffeine.newBuilder().maximumSize(REMEMBERED).expireAfterWrite(UNKNOWN_FOR).build();

  SchemaRegistry(RegistryCalls calls) {
    this.calls = calls;
  }

  /** The registry at an address, one for a process. */
  static SchemaRegistry at(@Nullable RegistryAddress address) {
    if (address == null) {
      throw new IllegalStateException("no schema registry is named");
    }
    return OF_PROCESS.get(address, key -> new SchemaRegistry(RegistryCalls.to(key)));
  }

  /**
   * Checks that the registry answers, and takes who asks.
   *
   * @throws java.io.UncheckedIOException if not; the message says why
   */
  void check() {
    calls.check();
  }

  /**
   * The schema of a number.
   *
   * @throws UnreadableValueException if there is none, or it is no Avro schema
   * @throws java.io.UncheckedIOException if the registry cannot be asked
   */
  Schema schema(int id) throws UnreadableValueException {
    Schema known = schemas.getIfPresent(id);
    if (known != null) {
      return known;
    }
    String refusal = refusals.getIfPresent(id);
    if (refusal != null) {
      throw new UnreadableValueException(refusal);
    }
    try {
      Schema schema = ask(id);
      schemas.put(id, schema);
      return schema;
    } catch (UnreadableValueException e) {
      refusals.put(id, e.getMessage());
      throw e;
    }
  }

  private Schema ask(int id) throws UnreadableValueException {
    Optional<ObjectNode> answer = calls.get("/schemas/ids/" + id);
    if (answer.isEmpty()) {
      throw new UnreadableValueException("the schema registry knows no schema of number " + id);
    }
    String type = answer.get().path("schemaType").asText("AVRO");
    if (!type.equals("AVRO")) {
      throw new UnreadableValueException(
          "schema " + id + " is of type " + Abbreviation.of(type) + ", Avro is wanted");
    }
    try {
      return parse(answer.get(), new Schema.Parser(), 0);
    } catch (AvroRuntimeException | StackOverflowError e) {
      throw new UnreadableValueException(
          "schema " + id + " cannot be read: " + Abbreviation.of(String.valueOf(e.getMessage())),
          e);
    }
  }

  /** A schema may name types that other schemas define, which have to be read before. */
  private Schema parse(ObjectNode answer, Schema.Parser parser, int depth)
      throws UnreadableValueException {
    if (depth > DEEPEST_REFERENCE) {
      throw new UnreadableValueException(
          "its schema refers to others more than " + DEEPEST_REFERENCE + " deep");
    }
    for (JsonNode reference : answer.path("references")) {
      if (!parser.getTypes().containsKey(reference.path("name").asText())) {
        String path =
            "/subjects/"
                + URLEncoder.encode(reference.path("subject").asText(), StandardCharsets.UTF_8)
                + "/versions/"
                + reference.path("version").asInt();
        parse(
            calls
                .get(path)
                .orElseThrow(
                    () -> new UnreadableValueException("the schema registry lacks " + path)),
            parser,
            depth + 1);
      }
    }
    return parser.parse(answer.path("schema").asText());
  }
}

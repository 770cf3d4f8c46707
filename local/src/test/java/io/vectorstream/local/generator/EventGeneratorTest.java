package io.vectorstream.local.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EventGeneratorTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant NOW = Instant.parse("2024-05-01T21:30:00.007Z");
  private static final GeneratorConfig CONFIG =
      GeneratorConfig.defaults().withClock(Clock.fixed(NOW, ZoneOffset.UTC));

  @Test
  void theSeedDecidesEveryByte() {
    GeneratorConfig config = CONFIG.withMalformedPercent(20);

    assertThat(values(config, 1_000)).isEqualTo(values(config, 1_000));
    assertThat(values(config, 1)).isNotEqualTo(values(config.withSeed(43), 1));
  }

  @Test
  void everyEventHasTheRequiredFields() {
    for (GeneratedEvent event : generate(CONFIG, 5_000)) {
      JsonNode json = parse(event);
      String userId = new String(event.key(), StandardCharsets.UTF_8);

      assertThat(event.malformed()).isFalse();
      assertThat(event.malformedKind()).isNull();
      assertThat(json.path("event_id").textValue()).isEqualTo(event.eventId());
      assertThat(UUID.fromString(event.eventId()).version()).isEqualTo(4);
      assertThat(UUID.fromString(event.eventId()).variant()).isEqualTo(2);
      assertThat(json.path("user_id").textValue()).isEqualTo(userId);
      assertThat(json.path("session_id").textValue()).hasSize(16);
      assertThat(instant(json)).isEqualTo(NOW);
      assertThat(json.path("timestamp").textValue()).contains(":30:00.007");
    }
  }

  @Test
  void fieldsFollowTheType() {
    for (GeneratedEvent event : generate(CONFIG, 5_000)) {
      JsonNode json = parse(event);
      String type = json.path("event_type").textValue();

      assertThat(json.has("search_query")).isEqualTo(type.equals("search"));
      assertThat(json.has("product")).isNotEqualTo(type.equals("search"));
      assertThat(json.has("view_duration")).isEqualTo(type.equals("view"));
      assertThat(json.has("quantity"))
          .isEqualTo(List.of("add_to_cart", "remove_from_cart", "purchase").contains(type));
      assertThat(json.has("total_amount")).isEqualTo(type.equals("purchase"));
      assertThat(json.has("payment_method")).isEqualTo(type.equals("purchase"));
      if (type.equals("purchase")) {
        BigDecimal price = json.path("product").path("price").decimalValue();
        BigDecimal quantity = json.path("quantity").decimalValue();
        assertThat(json.path("total_amount").decimalValue())
            .isEqualByComparingTo(price.multiply(quantity));
      }
    }
  }

  @Test
  void aProductIsTheCataloguesInEveryField() {
    Map<String, CatalogueProduct> catalogue = new HashMap<>();
    for (CatalogueProduct product : Catalogue.create(10, CONFIG.seed()).products()) {
      catalogue.put(product.id(), product);
    }

    for (GeneratedEvent event : generate(CONFIG.withProducts(10), 1_000)) {
      JsonNode json = parse(event).get("product");
      if (json != null) {
        CatalogueProduct product = catalogue.get(json.get("id").textValue());
        assertThat(json.get("name").textValue()).isEqualTo(product.name());
        assertThat(json.get("description").textValue()).isEqualTo(product.description());
        assertThat(json.get("category").textValue()).isEqualTo(product.category());
        assertThat(json.get("price").decimalValue()).isEqualByComparingTo(product.price());
      }
    }
  }

  @Test
  void typesHaveTheirShares() {
    int events = 50_000;
    Map<String, Integer> counts = new TreeMap<>();
    for (GeneratedEvent event : generate(CONFIG, events)) {
      counts.merge(parse(event).get("event_type").textValue(), 1, Integer::sum);
    }

    assertThat(counts).hasSize(EventType.values().length);
    assertThat(EventType.values())
        .allSatisfy(
            type ->
                assertThat(counts.get(type.word()) * 100.0 / events)
                    .isCloseTo(type.percent(), within(1.0)));
  }

  @Test
  void aSessionBelongsToOneUserAndSpansEvents() {
    Map<String, String> users = new HashMap<>();
    int events = 50_000;
    for (GeneratedEvent event : generate(CONFIG, events)) {
      JsonNode json = parse(event);
      String user = json.get("user_id").textValue();
      assertThat(users.computeIfAbsent(json.get("session_id").textValue(), s -> user))
          .isEqualTo(user);
    }

    assertThat(users).hasSizeLessThan(events / 2).hasSizeGreaterThan(events / 10);
  }

  @Test
  void theMalformedShareIsKeptAndSparesTheOthers() {
    List<GeneratedEvent> good = generate(CONFIG, 20_000);
    List<GeneratedEvent> mixed = generate(CONFIG.withMalformedPercent(5), 20_000);

    assertThat(mixed.stream().filter(GeneratedEvent::malformed).count()).isBetween(850L, 1_150L);
    for (int i = 0; i < good.size(); i++) {
      if (mixed.get(i).malformed()) {
        assertThat(mixed.get(i).eventId()).isNull();
      } else {
        assertThat(mixed.get(i).value()).isEqualTo(good.get(i).value());
        assertThat(mixed.get(i).eventId()).isEqualTo(good.get(i).eventId());
      }
    }
  }

  @Test
  void everyKindOfMalformedValueTurnsUp() {
    assertThat(generate(CONFIG.withMalformedPercent(100), 2_000))
        .map(GeneratedEvent::malformedKind)
        .contains(MalformedKind.values())
        .doesNotContainNull();
    assertThat(
            generate(
                CONFIG.withMalformedPercent(100).withMalformedKinds(List.of(MalformedKind.ARRAY)),
                50))
        .map(GeneratedEvent::malformedKind)
        .containsOnly(MalformedKind.ARRAY);
  }

  @Test
  void settingsOutOfRangeAreRefusedWithTheirValue() {
    assertThatThrownBy(() -> CONFIG.withProducts(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("products must be between 1 and 500000, was 0");
    assertThatThrownBy(() -> CONFIG.withMalformedPercent(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the malformed percentage must be between 0 and 100, was NaN");
    assertThatThrownBy(() -> CONFIG.withMalformedKinds(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static List<GeneratedEvent> generate(GeneratorConfig config, int count) {
    EventGenerator generator = new EventGenerator(config);
    List<GeneratedEvent> events = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      events.add(generator.next());
    }
    return events;
  }

  private static List<String> values(GeneratorConfig config, int count) {
    return generate(config, count).stream()
        .map(e -> e.value() == null ? "null" : new String(e.value(), StandardCharsets.ISO_8859_1))
        .toList();
  }

  private static Instant instant(JsonNode event) {
    return OffsetDateTime.parse(event.get("timestamp").textValue()).toInstant();
  }

  private static JsonNode parse(GeneratedEvent event) {
    try {
      return JSON.readTree(event.value());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package io.vectorstream.local.generator;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.vectorstream.local.generator.Shoppers.Shopper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * Generates the events of an online shop, one after the other and without end.
 *
 * <p>Products are drawn by Zipf's law with exponent 1: the {@code k}-th most popular of {@code n}
 * with probability {@code (1/k) / (1 + 1/2 + ... + 1/n)}. Of all events 60 % are views, 15 %
 * add_to_cart, 8 % search, 7 % purchase, 5 % wishlist_add and 5 % remove_from_cart. A search has a
 * query and no product; the queries follow Zipf's law too.
 *
 * <p>Prices are in an unnamed currency, views last a number of seconds. Not safe for use by several
 * threads at once.
 */
public final class EventGenerator {

  private static final JsonFactory JSON = new JsonFactory();
  private static final List<String> PAYMENT_METHODS =
      List.of("credit_card", "debit_card", "bank_transfer", "paypal", "cash_on_delivery");

  private final GeneratorConfig config;
  private final List<CatalogueProduct> products;
  private final List<String> queries;
  private final Zipf productRanks;
  private final Zipf queryRanks;
  private final Shoppers shoppers;
  private final SplittableRandom random;
  // Apart from the events' own source, so that spoiling some leaves the others as they are.
  private final SplittableRandom malformedRandom;
  private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(1_024);

  /** Builds the catalogue, which takes a moment for a large one. */
  public EventGenerator(GeneratorConfig config) {
    this.config = config;
    Catalogue catalogue = Catalogue.create(config.products(), config.seed());
    products = catalogue.products();
    queries = catalogue.queries();
    productRanks = new Zipf(products.size());
    queryRanks = new Zipf(queries.size());
    shoppers = new Shoppers(config.seed());
    SplittableRandom source = new SplittableRandom(config.seed());
    random = source.split();
    malformedRandom = source.split();
  }

  /** The next event, or what a malformed kind made of it. */
  public GeneratedEvent next() {
    String eventId = nextId();
    Shopper shopper = shoppers.draw(random);
    byte[] good = json(eventId, shopper);
    if (malformedRandom.nextDouble() * 100 < config.malformedPercent()) {
      List<MalformedKind> kinds = config.malformedKinds();
      MalformedKind kind = kinds.get(malformedRandom.nextInt(kinds.size()));
      return new GeneratedEvent(shopper.key, kind.spoil(good), null, kind);
    }
    return new GeneratedEvent(shopper.key, good, eventId, null);
  }

  /** A random UUID (version 4, variant 2) that follows from the seed. */
  private String nextId() {
    long high = (random.nextLong() & ~0xF000L) | 0x4000L;
    long low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low).toString();
  }

  private byte[] json(String eventId, Shopper shopper) {
    buffer.reset();
    EventType type = EventType.of(random.nextInt(100));
    try (JsonGenerator json = JSON.createGenerator(buffer)) {
      json.writeStartObject();
      json.writeStringField("event_id", eventId);
      json.writeStringField("timestamp", shopper.timestamps.format(config.clock().instant()));
      json.writeStringField("user_id", shopper.userId);
      json.writeStringField("event_type", type.word());
      json.writeStringField("session_id", shopper.sessionId);
      if (type == EventType.SEARCH) {
        json.writeStringField("search_query", queries.get(queryRanks.draw(random)));
      } else {
        CatalogueProduct product = products.get(productRanks.draw(random));
        write(json, product);
        writeDetails(json, type, product);
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write to memory", e);
    }
    return buffer.toByteArray();
  }

  private static void write(JsonGenerator json, CatalogueProduct product) throws IOException {
    json.writeObjectFieldStart("product");
    json.writeStringField("id", product.id());
    json.writeStringField("name", product.name());
    json.writeStringField("description", product.description());
    json.writeStringField("category", product.category());
    json.writeNumberField("price", product.price());
    json.writeEndObject();
  }

  private void writeDetails(JsonGenerator json, EventType type, CatalogueProduct product)
      throws IOException {
    switch (type) {
      case VIEW -> json.writeNumberField("view_duration", 3 + random.nextInt(298));
      case ADD_TO_CART, REMOVE_FROM_CART ->
          json.writeNumberField("quantity", 1 + random.nextInt(3));
      case PURCHASE -> {
        int quantity = 1 + random.nextInt(5);
        json.writeNumberField("quantity", quantity);
        json.writeNumberField(
            "total_amount", product.price().multiply(BigDecimal.valueOf(quantity)));
        json.writeStringField(
            "payment_method", PAYMENT_METHODS.get(random.nextInt(PAYMENT_METHODS.size())));
      }
      case SEARCH, WISHLIST_ADD -> {
        // Nothing to add: a search has no product, a wish no amount.
      }
    }
  }
}

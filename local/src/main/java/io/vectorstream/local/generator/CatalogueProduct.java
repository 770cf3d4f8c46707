package io.vectorstream.local.generator;

import java.math.BigDecimal;

/** A product as it appears in events. The price has two decimals. */
record CatalogueProduct(
    String id, String name, String description, String category, BigDecimal price) {}

package io.vectorstream.serve;

import java.util.List;

/**
 * Where a run reads and writes.
 *
 * @param kafka the brokers' addresses
 * @param topics what is read
 * @param store the store's URL
 * @param collection what is written to
 */
public record RunPlaces(String kafka, List<String> topics, String store, String collection) {}

package io.vectorstream.serve;

import java.util.List;

/**
 * Where a run reads and writes.
 *
 * @param kafka the brokers' addresses
 * @param kafkaIsEmbedded whether that is a broker inside the run's process
 * @param topics what is read
 * @param store the store's URL
 * @param collection what is written to
 */
public record RunPlaces(
    String kafka, boolean kafkaIsEmbedded, List<String> topics, String store, String collection) {}

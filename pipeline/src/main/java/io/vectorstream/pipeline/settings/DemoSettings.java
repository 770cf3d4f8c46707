package io.vectorstream.pipeline.settings;

/**
 * What is sent to the embedded Kafka.
 *
 * @param events how many, at least one
 * @param products how many products they are about
 */
public record DemoSettings(int events, int products) {}

package io.vectorstream.pipeline.settings;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What is sent to the embedded Kafka.
 *
 * @param events how many, at least one
 * @param products how many products generated events are about
 * @param file whose lines are sent in place of generated events; nothing for generated ones
 */
public record DemoSettings(int events, int products, Optional<Path> file) {}

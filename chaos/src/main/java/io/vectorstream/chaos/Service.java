package io.vectorstream.chaos;

import java.util.Locale;

/** What can be killed. */
public enum Service {
  /** Kafka. */
  BROKER,
  /** The vector database. */
  STORE,
  /** VectorStream itself. */
  PIPELINE;

  /** Its name in sentences and of its log file. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}

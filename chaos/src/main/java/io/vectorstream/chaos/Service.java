package io.vectorstream.chaos;

import java.util.Locale;

/** What can be killed. */
enum Service {
  BROKER,
  STORE,
  PIPELINE;

  /** Its name in sentences and of its log file. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}

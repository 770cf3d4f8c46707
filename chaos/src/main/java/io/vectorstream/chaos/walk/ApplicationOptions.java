package io.vectorstream.chaos.walk;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The options that a walk's application runs with. */
final class ApplicationOptions {

  private ApplicationOptions() {}

  static List<String> of(WalkSettings settings, String bootstrapServers, String storeUrl) {
    List<String> options = new ArrayList<>();
    options.add("--runner=" + settings.runner());
    options.add("--bootstrapServers=" + bootstrapServers);
    options.add("--qdrantUrl=" + storeUrl);
    options.add("--topic=" + String.join(",", settings.topics()));
    options.add("--groupId=" + settings.name());
    options.add("--collection=" + settings.name());
    options.add("--payloadIndexes=none");
    options.add("--noHttp");
    // A run that is ended in this process has to be over before the next one begins.
    options.add("--drainTimeout=120000");
    options.add("--qdrantMaxOutage=" + settings.maxOutageMillis());
    // Small, so that there are many calls for the store to fail.
    options.add("--embeddingBatchSize=32");
    options.add("--maxBatchDelay=50");
    if (settings.runner().equals("SparkRunner")) {
      options.add("--batchIntervalMillis=300");
      options.add("--minReadTimeMillis=100");
    }
    if (settings.tombstones()) {
      options.add("--tombstones=delete");
    }
    if (settings.versionField() != VersionField.NONE) {
      options.add("--versionField=" + settings.versionField().name().toLowerCase(Locale.ROOT));
    }
    return options;
  }
}

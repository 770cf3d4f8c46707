package io.vectorstream.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A broker and a store, each in a process of its own, for runs on SparkRunner. */
public record Services(ServiceProcess broker, ServiceProcess store) implements AutoCloseable {

  /** Starts both, with nothing in them. */
  public static Services start(List<String> jvmFlags) throws IOException {
    return new Services(ServiceProcess.startBroker(jvmFlags), ServiceProcess.startStore(jvmFlags));
  }

  /** Where the broker listens, as host and port. */
  public String bootstrapServers() {
    return broker.address();
  }

  /** The options of a run from a topic to a collection, and others. */
  public String[] options(String topic, String collection, String... others) {
    List<String> options = new ArrayList<>();
    options.add("--runner=SparkRunner");
    options.add("--bootstrapServers=" + broker.address());
    options.add("--qdrantUrl=" + store.address());
    options.add("--topic=" + topic);
    options.add("--collection=" + collection);
    options.addAll(List.of(others));
    return options.toArray(String[]::new);
  }

  @Override
  public void close() throws IOException, InterruptedException {
    try (broker;
        store) {
      // Both are ended, also if one does not end well.
    }
  }
}

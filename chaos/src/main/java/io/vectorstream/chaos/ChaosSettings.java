package io.vectorstream.chaos;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * What one run does.
 *
 * @param runner what the pipeline runs on
 * @param stream how long events are sent, or longer if not all kills have been made by then
 * @param partitions how many the topic has
 * @param transactions whether events are sent in transactions, some of which are aborted
 * @param rate events per second
 * @param kills how often each service is killed
 * @param seed of the kills' moments and of the choice which transactions are aborted
 * @param jvmFlags of the pipeline's process
 * @param folder where data and logs go
 */
record ChaosSettings(
    String runner,
    Duration stream,
    int partitions,
    boolean transactions,
    int rate,
    Map<Service, Integer> kills,
    long seed,
    List<String> jvmFlags,
    Path folder) {

  /** When each service is killed. The same seed gives the same plan. */
  Map<Service, List<Kill>> plan() {
    SplittableRandom random = new SplittableRandom(seed);
    Map<Service, List<Kill>> plan = new EnumMap<>(Service.class);
    for (Service service : Service.values()) {
      plan.put(service, Kill.spread(kills.get(service), stream, random.split()));
    }
    return plan;
  }
}

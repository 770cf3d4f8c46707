package io.vectorstream.chaos.walk;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/**
 * A run that was to end after some records, and did.
 *
 * @param wanted how many
 * @param before what was committed before it
 * @param after what was committed when it had ended
 */
record LimitedRun(long wanted, Map<TopicPartition, Long> before, Map<TopicPartition, Long> after) {

  /** Whether it has finished other than that many of these records, in words. */
  Optional<String> difference(Collection<Place> records) {
    long finished = records.stream().filter(this::isFinishedHere).count();
    return finished == wanted
        ? Optional.empty()
        : Optional.of("a run with --maxEvents=" + wanted + " has finished " + finished);
  }

  private boolean isFinishedHere(Place record) {
    TopicPartition partition = new TopicPartition(record.topic(), record.partition());
    return record.offset() >= before.getOrDefault(partition, 0L)
        && record.offset() < after.getOrDefault(partition, 0L);
  }
}

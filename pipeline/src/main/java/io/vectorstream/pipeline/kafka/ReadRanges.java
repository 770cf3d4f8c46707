package io.vectorstream.pipeline.kafka;

import io.vectorstream.kafka.KafkaConnection;
import io.vectorstream.pipeline.UserMistakeException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.TopicPartition;

/** Settles what of the topics each pipeline of a run reads, and moves the consumer group there. */
public final class ReadRanges {

  private final KafkaConnection connection;
  private final List<String> topics;
  private final String groupId;
  private final BooleanSupplier givingUp;

  /**
   * The ranges of a run.
   *
   * @param givingUp ends the wait for topics that are not there when it is true
   */
  public ReadRanges(
      KafkaConnection connection, List<String> topics, String groupId, BooleanSupplier givingUp) {
    this.connection = connection;
    this.topics = topics;
    this.groupId = groupId;
    this.givingUp = givingUp;
  }

  /** What is to be done to the topics once it is settled where they are read from. */
  @FunctionalInterface
  public interface Preparation {
    void prepare(KafkaTopics kafka, SourceTopics topics) throws InterruptedException;
  }

  /**
   * Waits for the topics, and settles where each partition starts and stops.
   *
   * @param events how many events are read; 0 for all, without end
   * @param preparation is done when the starts are settled and the stops are not
   * @return nothing if the wait was given up
   * @throws UserMistakeException if Kafka does not answer, or the group is in use
   */
  public Optional<ReadRange> settle(StartPosition start, long events, Preparation preparation)
      throws InterruptedException {
    try (KafkaTopics kafka = new KafkaTopics(connection)) {
      while (true) {
        Optional<SourceTopics> found = kafka.await(topics, givingUp);
        if (found.isEmpty()) {
          return Optional.empty();
        }
        try {
          return Optional.of(settle(kafka, found.get(), start, events, preparation));
        } catch (TopicIsGoneException e) {
          // It is waited for, as one that was never there.
        }
      }
    }
  }

  private ReadRange settle(
      KafkaTopics kafka,
      SourceTopics found,
      StartPosition start,
      long events,
      Preparation preparation)
      throws InterruptedException {
    Map<TopicPartition, Long> starts = kafka.startOffsets(found, start, groupId);
    kafka.setGroupOffsets(groupId, starts, found);
    preparation.prepare(kafka, found);
    return new ReadRange(found, starts, limit(kafka, found, starts, events), events);
  }

  private ReadLimit limit(
      KafkaTopics kafka, SourceTopics found, Map<TopicPartition, Long> starts, long events)
      throws InterruptedException {
    if (events == 0) {
      return ReadLimit.NONE;
    }
    try (RecordSteps steps = new RecordSteps(connection)) {
      return ReadLimit.ofEvents(events, starts, kafka.endOffsets(found), steps);
    }
  }
}

package io.vectorstream.pipeline.settings;

import io.vectorstream.pipeline.kafka.StartPosition;
import java.util.List;

/**
 * Which records are read, and where those go that cannot be stored.
 *
 * @param topics at least one
 * @param groupId the consumer group whose offsets say what is finished
 * @param maxEvents after how many records the run ends; 0 for never
 * @param deadLetterTopics which topic keeps the dead letters of a topic
 */
public record SourceSettings(
    List<String> topics,
    String groupId,
    StartPosition start,
    long maxEvents,
    Tombstones tombstones,
    DeadLetterTopics deadLetterTopics) {

  /** The same, from another position on. */
  public SourceSettings withStart(StartPosition other) {
    return new SourceSettings(topics, groupId, other, maxEvents, tombstones, deadLetterTopics);
  }

  /** The same, with another number of records. */
  public SourceSettings withMaxEvents(long events) {
    return new SourceSettings(topics, groupId, start, events, tombstones, deadLetterTopics);
  }
}

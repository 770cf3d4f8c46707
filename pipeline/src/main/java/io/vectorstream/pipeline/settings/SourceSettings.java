package io.vectorstream.pipeline.settings;

import io.vectorstream.event.EventReader;
import io.vectorstream.pipeline.kafka.StartPosition;
import java.util.List;

/**
 * Which records are read, and where those go that cannot be stored.
 *
 * @param topics at least one
 * @param groupId the consumer group whose offsets say what is finished
 * @param maxEvents after how many records the run ends; 0 for never
 * @param deadLetterTopics which topic keeps the dead letters of a topic
 * @param events how records become events
 */
public record SourceSettings(
    List<String> topics,
    String groupId,
    StartPosition start,
    long maxEvents,
    Tombstones tombstones,
    DeadLetterTopics deadLetterTopics,
    EventReader events) {

  /** The same, from another position on. */
  public SourceSettings withStart(StartPosition other) {
    return new SourceSettings(
        topics, groupId, other, maxEvents, tombstones, deadLetterTopics, events);
  }

  /** The same, with another number of records. */
  public SourceSettings withMaxEvents(long number) {
    return new SourceSettings(topics, groupId, start, number, tombstones, deadLetterTopics, events);
  }
}

package io.vectorstream.pipeline.kafka;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.Uuid;

/**
 * Numbers the topics of a process in the order in which it comes to know them. Their ids tell one
 * from another, and not which was made later. As long as the process remembers what it has written,
 * it has to remember their order: a run may follow another one.
 */
final class TopicGenerations {

  private static final Map<Uuid, Long> NUMBERS = new ConcurrentHashMap<>();
  private static final AtomicLong LAST = new AtomicLong();

  private TopicGenerations() {}

  /** The number of a topic, always the same one. */
  static long of(Uuid topicId) {
    return NUMBERS.computeIfAbsent(topicId, id -> LAST.incrementAndGet());
  }
}

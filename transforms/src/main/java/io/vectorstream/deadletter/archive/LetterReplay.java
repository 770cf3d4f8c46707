package io.vectorstream.deadletter.archive;

import io.vectorstream.deadletter.CopyProducer;
import io.vectorstream.kafka.KafkaConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Predicate;

/**
 * Sends the records of dead letters to the topics and partitions that they came from, from where a
 * pipeline takes them that runs or will run. The letters stay where they are.
 *
 * <p>Key, value and headers are as they were, and behind them stand those of a copy (see {@link
 * CopyProducer}). A letter that has no content is replayed from the topic of its record, as long as
 * that still has it. Replaying a letter again stores nothing new: a point has its event's id.
 *
 * <p>Used by one thread. What keeps Kafka from taking records in general is a {@link
 * org.apache.kafka.common.KafkaException}.
 */
public final class LetterReplay implements AutoCloseable {

  private final LetterArchive letters;
  private final Originals originals;
  private final CopyProducer copies;

  /**
   * A replay of an archive's letters. Kafka is not asked anything yet.
   *
   * @param kafka where the topics are
   * @param letters stays open when the replay is closed
   * @param topics tells for a topic whether it may be written to: a letter is a record that may
   *     name any
   */
  public LetterReplay(KafkaConnection kafka, LetterArchive letters, Predicate<String> topics) {
    this.letters = letters;
    originals = new Originals(kafka, topics);
    copies = new CopyProducer(kafka);
  }

  /**
   * Replays one letter, and returns when Kafka has its record.
   *
   * @return what became of the letter; empty if there is none at this place
   */
  public Optional<ReplayOutcome> replay(int partition, long offset) throws InterruptedException {
    Optional<ArchivedLetter> letter = letters.get(partition, offset);
    if (letter.isEmpty()) {
      return Optional.empty();
    }
    List<ReplayOutcome> outcomes = new ArrayList<>();
    new Replaying(originals, copies, outcomes::add).replay(List.of(letter.get()));
    return Optional.of(outcomes.get(0));
  }

  /**
   * Replays all letters that match a filter, up to the end of their topic as it is at the
   * beginning: a record that fails again has another letter, which is not replayed. Of several
   * letters about one record one is replayed.
   *
   * @param visitor told of each letter that was sent or left
   * @param progress told how many of the letters' offsets are done
   */
  public ReplayTally replayAll(
      LetterFilter filter, Consumer<ReplayOutcome> visitor, LongConsumer progress)
      throws InterruptedException {
    Replaying replaying = new Replaying(originals, copies, visitor);
    letters.readAll(filter, replaying::replay, progress);
    return replaying.tally();
  }

  @Override
  public void close() {
    originals.close();
    copies.close();
  }
}

package io.vectorstream.tools.reconcile;

import io.vectorstream.kafka.TopicSlice;
import io.vectorstream.pipeline.settings.Tombstones;
import io.vectorstream.qdrant.point.PatientLookup;
import io.vectorstream.tools.command.TaskProgress;
import java.util.List;
import java.util.function.BiFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Compares a range of a topic with the collection and the dead-letter topic.
 *
 * <p>Records are looked at in chunks and forgotten. What stays in memory is the places that dead
 * letters are about, a few bits each, and where tombstones delete, the places of these.
 *
 * <p>An event is taken for stored if there is a point with its id, whichever of the events with
 * this id wrote it.
 */
final class Reconciliation {

  private final RecordReader reader;
  private final TopicReader records;
  private final TopicSlice wholeRange;
  private final @Nullable Tombstones tombstones;
  private final DeadLetterIndex letters;
  private final LastTombstones lastTombstones = new LastTombstones();
  private final RecordCheck check;
  private final ProgressFactory progress;

  /** Opens a progress display for a task of so many records. */
  interface ProgressFactory extends BiFunction<String, Long, TaskProgress> {}

  /** Gets the missing records, in the order of their partitions but for tombstones. */
  interface MissingVisitor {
    /** Takes some of them. */
    void visit(List<CheckedRecord> missing) throws InterruptedException;
  }

  /**
   * A comparison that has not read anything yet.
   *
   * @param reader how the pipeline reads records
   * @param wholeRange what may be compared, up to the topic's end: where tombstones delete, those
   *     behind a range's end count as well
   * @param tombstones what the pipeline does with tombstones; null if nobody has said
   */
  Reconciliation(
      RecordReader reader,
      TopicReader records,
      TopicSlice wholeRange,
      TopicReader letters,
      PatientLookup points,
      @Nullable Tombstones tombstones,
      ProgressFactory progress) {
    this.reader = reader;
    this.records = records;
    this.wholeRange = wholeRange;
    this.tombstones = tombstones;
    this.progress = progress;
    this.letters = new DeadLetterIndex(letters, records.topic(), wholeRange);
    check = new RecordCheck(reader, points, this.letters, tombstones, lastTombstones);
  }

  /** Compares a part of the whole range. */
  Tally run(TopicSlice range, MissingVisitor visitor) throws InterruptedException {
    try (TaskProgress shown = progress.apply("Dead letters", letters.unread().size())) {
      letters.catchUp(shown);
    }
    if (tombstones == Tombstones.DELETE) {
      try (TaskProgress shown = progress.apply("Tombstones", wholeRange.size())) {
        records.read(wholeRange, this::rememberTombstones, shown);
      }
    }
    Tally tally = new Tally();
    RewrittenEvents rewritten = new RewrittenEvents(reader, letters);
    try (TaskProgress shown = progress.apply("Checking", range.size())) {
      records.read(range, chunk -> visitor.visit(count(chunk, tally, rewritten)), shown);
    }
    if (rewritten.size() > 0) {
      try (TaskProgress shown = progress.apply("Tombstones", wholeRange.size())) {
        Positions lost = rewritten.findLost(records, wholeRange, shown);
        tally.add(Fate.MISSING, lost.size());
        tally.add(Fate.CARRIED_OUT, rewritten.size() - lost.size());
        records.read(
            lost.range(records.topic()), chunk -> visitor.visit(missing(chunk, lost)), done -> {});
      }
    }
    return tally;
  }

  private List<CheckedRecord> missing(List<ConsumerRecord<byte[], byte[]>> chunk, Positions lost) {
    return chunk.stream()
        .filter(lost::contains)
        .map(record -> reader.read(record).withFate(Fate.MISSING))
        .toList();
  }

  /** What became of records, beyond the whole range as well. */
  List<CheckedRecord> check(List<ConsumerRecord<byte[], byte[]>> chunk)
      throws InterruptedException {
    return check.check(chunk);
  }

  private void rememberTombstones(List<ConsumerRecord<byte[], byte[]>> chunk) {
    chunk.stream()
        .filter(record -> reader.mayDelete(record) && !letters.contains(record))
        .map(reader::read)
        .filter(record -> record.kind() == Kind.TOMBSTONE)
        .forEach(lastTombstones::add);
  }

  /** Counts a chunk and returns the missing. */
  private List<CheckedRecord> count(
      List<ConsumerRecord<byte[], byte[]>> chunk, Tally tally, RewrittenEvents rewritten)
      throws InterruptedException {
    List<CheckedRecord> checked = check.check(chunk);
    checked.forEach(tally::add);
    checked.stream()
        .filter(record -> record.fate() == Fate.NOT_CARRIED_OUT)
        .forEach(rewritten::ask);
    return checked.stream().filter(CheckedRecord::isMissing).toList();
  }
}

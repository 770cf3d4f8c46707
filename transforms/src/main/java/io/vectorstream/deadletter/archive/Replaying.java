package io.vectorstream.deadletter.archive;

import io.vectorstream.deadletter.CopyBatch;
import io.vectorstream.deadletter.CopyBatch.Original;
import io.vectorstream.deadletter.CopyProducer;
import io.vectorstream.deadletter.RecordPlace;
import java.util.List;
import java.util.function.Consumer;

/** One replay of any number of letters: what it has sent already, and what became of the others. */
final class Replaying implements CopyBatch.Visitor<ArchivedLetter> {

  private final Originals originals;
  private final CopyBatch<ArchivedLetter> batch;
  private final Consumer<ReplayOutcome> visitor;
  private final SentRecords known = new SentRecords();
  private long sent;
  private long repeated;
  private long left;

  /**
   * Has replayed nothing yet.
   *
   * @param visitor told of each letter that was sent or left
   */
  Replaying(Originals originals, CopyProducer copies, Consumer<ReplayOutcome> visitor) {
    this.originals = originals;
    this.visitor = visitor;
    batch = new CopyBatch<>(copies);
  }

  /** Replays some letters, and returns when Kafka has answered about each. */
  void replay(List<ArchivedLetter> letters) throws InterruptedException {
    for (ArchivedLetter letter : letters) {
      try {
        Original record = originals.find(letter);
        if (known.add(letter)) {
          batch.add(letter, record);
        } else {
          repeated++;
        }
      } catch (UnsendableException e) {
        left(letter, e.getMessage());
      }
      if (batch.isFull()) {
        batch.settle(this);
      }
    }
    batch.settle(this);
  }

  @Override
  public void sent(ArchivedLetter letter, RecordPlace copy) {
    sent++;
    visitor.accept(ReplayOutcome.sent(letter, copy));
  }

  @Override
  public void left(ArchivedLetter letter, String obstacle) {
    left++;
    visitor.accept(ReplayOutcome.left(letter, obstacle));
  }

  ReplayTally tally() {
    return new ReplayTally(sent, repeated, left);
  }
}

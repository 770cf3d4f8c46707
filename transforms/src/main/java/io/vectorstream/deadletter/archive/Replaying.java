package io.vectorstream.deadletter.archive;

import io.vectorstream.deadletter.CopyProducer;
import java.util.List;
import java.util.function.Consumer;

/** One replay of any number of letters: what it has sent already, and what became of the others. */
final class Replaying {

  private final Originals originals;
  private final CopyBatch batch;
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
    batch = new CopyBatch(copies);
  }

  /** Replays some letters, and returns when Kafka has answered about each. */
  void replay(List<ArchivedLetter> letters) throws InterruptedException {
    for (ArchivedLetter letter : letters) {
      try {
        OriginalRecord record = originals.find(letter);
        if (known.add(letter)) {
          batch.add(record);
        } else {
          repeated++;
        }
      } catch (UnsendableException e) {
        tell(ReplayOutcome.left(letter, e.getMessage()));
      }
      if (batch.isFull()) {
        batch.settle(this::tell);
      }
    }
    batch.settle(this::tell);
  }

  private void tell(ReplayOutcome outcome) {
    if (outcome.isSent()) {
      sent++;
    } else {
      left++;
    }
    visitor.accept(outcome);
  }

  ReplayTally tally() {
    return new ReplayTally(sent, repeated, left);
  }
}

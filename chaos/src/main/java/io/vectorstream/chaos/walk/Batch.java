package io.vectorstream.chaos.walk;

import java.util.List;

/** Records that are sent together. */
record Batch(Ending ending, List<PlannedRecord> records) {

  /** How they are sent. */
  enum Ending {
    WITHOUT_TRANSACTION,
    COMMITTED,
    ABORTED
  }
}

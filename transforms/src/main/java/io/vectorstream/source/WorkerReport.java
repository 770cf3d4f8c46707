package io.vectorstream.source;

import java.io.Serializable;

/** What a worker reports to the process that started a run. */
public interface WorkerReport extends Serializable {

  /** Tells a receiver of it, in that process. */
  void tell(FinishedRecords.Receiver receiver);
}

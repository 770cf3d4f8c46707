package io.vectorstream.serve.health;

import io.vectorstream.serve.PartitionProgress;
import io.vectorstream.serve.RunState;
import io.vectorstream.serve.RunView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Notices when a pipeline finishes nothing though events wait. */
final class Progress {

  private final Duration patience;
  private long finished = -1;
  private long committed = -1;
  private Instant moved = Instant.MIN;

  Progress(Duration patience) {
    this.patience = patience;
  }

  /** Looks at a run, as has to be done again and again, and tells whether it stands still. */
  boolean standsStill(RunView run, Instant now) {
    List<PartitionProgress> partitions = run.partitions();
    long finishedNow = run.figures().finished();
    long committedNow = partitions.stream().mapToLong(PartitionProgress::committed).sum();
    boolean waiting =
        run.state() != RunState.DONE
            && partitions.stream().anyMatch(partition -> partition.lag().orElse(0) > 0);
    if (!waiting || finishedNow != finished || committedNow != committed) {
      finished = finishedNow;
      committed = committedNow;
      moved = now;
    }
    return !moved.plus(patience).isAfter(now);
  }
}

package io.vectorstream.runners.spark;

import io.vectorstream.source.FinishedRecords;
import org.apache.spark.scheduler.ExecutorKilled$;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;

/** Reports when an executor is gone, and with it what it had read. */
final class LostExecutors extends SparkListener {

  /** Spark's reason for executors that it gives back, as dynamic allocation does with idle ones. */
  private static final String GIVEN_BACK = ExecutorKilled$.MODULE$.message();

  @Override
  public void onExecutorRemoved(SparkListenerExecutorRemoved removed) {
    if (!removed.reason().equals(GIVEN_BACK)) {
      FinishedRecords.workerIsGone();
    }
  }
}

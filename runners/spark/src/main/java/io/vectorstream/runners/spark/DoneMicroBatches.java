package io.vectorstream.runners.spark;

import io.vectorstream.source.FinishedRecords;
import org.apache.spark.streaming.api.java.JavaStreamingListener;
import org.apache.spark.streaming.api.java.JavaStreamingListenerBatchCompleted;

/**
 * Reports that a micro-batch is done: all of its steps, those of dead letters too, so that none of
 * its records is still being worked on.
 */
final class DoneMicroBatches extends JavaStreamingListener {

  @Override
  public void onBatchCompleted(JavaStreamingListenerBatchCompleted batchCompleted) {
    FinishedRecords.workIsDone();
  }
}

package io.vectorstream.runners.spark;

import io.vectorstream.source.FinishedRecords;
import org.apache.spark.streaming.api.java.JavaStreamingListener;
import org.apache.spark.streaming.api.java.JavaStreamingListenerBatchCompleted;

/**
 * Tells that a micro-batch is done: all of its steps, the dead letters' too, so that no record of
 * it is still under way.
 */
final class DoneMicroBatches extends JavaStreamingListener {

  @Override
  public void onBatchCompleted(JavaStreamingListenerBatchCompleted batchCompleted) {
    FinishedRecords.workIsDone();
  }
}

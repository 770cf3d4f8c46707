package io.vectorstream.runners.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectorstream.source.FinishedRecords;
import io.vectorstream.source.OffsetSpan;
import org.apache.spark.scheduler.ExecutorKilled$;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.junit.jupiter.api.Test;

final class LostExecutorsTest {

  private int told;

  @Test
  void tellsOfExecutorsThatAreLostAndNotOfThoseThatAreGivenBack() {
    FinishedRecords.Receiver receiver =
        new FinishedRecords.Receiver() {
          @Override
          public void finished(OffsetSpan finished) {}

          @Override
          public void workerIsGone() {
            told++;
          }
        };
    try (FinishedRecords.Reception reception = FinishedRecords.ofRun("lost").receive(receiver)) {
      LostExecutors listener = new LostExecutors();

      listener.onExecutorRemoved(removed(ExecutorKilled$.MODULE$.toString()));
      assertThat(told).as("idle, and given back by dynamic allocation").isZero();

      listener.onExecutorRemoved(removed("worker lost"));
      listener.onExecutorRemoved(removed("Command exited with code 137"));
      assertThat(told).isEqualTo(2);
    }
  }

  private static SparkListenerExecutorRemoved removed(String reason) {
    return new SparkListenerExecutorRemoved(0, "1", reason);
  }
}

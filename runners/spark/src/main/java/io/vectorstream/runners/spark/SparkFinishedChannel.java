package io.vectorstream.runners.spark;

import com.google.auto.service.AutoService;
import io.vectorstream.source.FinishedChannel;
import io.vectorstream.source.WorkerReport;
import java.io.IOException;

/** From a Spark executor to its driver. */
@AutoService(FinishedChannel.class)
public final class SparkFinishedChannel implements FinishedChannel {

  /** For {@link java.util.ServiceLoader}. */
  public SparkFinishedChannel() {}

  @Override
  public boolean isOpen() {
    return FinishedRecordsPlugin.isInstalled();
  }

  @Override
  public void send(String run, WorkerReport report) throws IOException {
    FinishedRecordsPlugin.send(run, report);
  }
}

package io.vectorstream.pipeline.options;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;

/** How a run ends and what it leaves. */
public interface RunOptions extends PipelineOptions {

  @Description(
      "A YAML file with options by their names, such as \"qdrantUrl: http://localhost:6334\". Those"
          + " on the command line go first, those in environment variables last.")
  @Nullable String getConfig();

  void setConfig(@Nullable String config);

  @Description(
      "Stop when this many events have been read and stored or dead-lettered; 0 for never. Exact"
          + " when the topic holds that many at the start; of a topic still growing, what arrives"
          + " meanwhile may be read as well.")
  @Default.Long(0)
  long getMaxEvents();

  void setMaxEvents(long maxEvents);

  @Description(
      "How long a run may take, in milliseconds, to finish what it has read once SIGTERM or Ctrl-C"
          + " asks it to end.")
  @Default.Long(30_000)
  long getDrainTimeout();

  void setDrainTimeout(long drainTimeout);

  @Description("The file that the run's report is written to, as JSON. Default: none.")
  @Nullable String getReport();

  void setReport(@Nullable String report);

  @Description(
      "The folder where the embedded Kafka and the embedded store keep their data. Default: a"
          + " temporary one, deleted at the end.")
  @Nullable String getDataDir();

  void setDataDir(@Nullable String dataDir);

  @Description(
      "The least that this process logs of VectorStream's own messages: error, warn, info or"
          + " debug.")
  @Default.String("info")
  String getLogLevel();

  void setLogLevel(String logLevel);

  @Description("How it logs: text, or json for a JSON object a line.")
  @Default.String("text")
  String getLogFormat();

  void setLogFormat(String logFormat);
}

package io.vectorstream.pipeline.options;

import io.vectorstream.embedding.TextFields;
import io.vectorstream.embedding.model.ModelSpec;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;

/** How text becomes vectors. */
public interface EmbeddingOptions extends PipelineOptions {

  @Description(
      "The sentence-transformer model: \"builtin:all-MiniLM-L6-v2\", or a file: URL of a folder with"
          + " a TorchScript model and its tokenizer.json.")
  @Default.String("builtin:all-MiniLM-L6-v2")
  String getModel();

  void setModel(String model);

  @Description(
      "Where the model runs: \"cpu\", \"gpu\" for all graphics cards of a worker, \"gpu:N\" for one of"
          + " them, or \"auto\" for graphics cards where there are any.")
  @Default.String(ModelSpec.DEFAULT_DEVICE)
  String getDevice();

  void setDevice(String device);

  @Description("How many events are embedded together at most.")
  @Default.Integer(64)
  int getBatchSize();

  void setBatchSize(int batchSize);

  @Description(
      "How long an event waits for others of its batch at most, in milliseconds. On SparkRunner a"
          + " batch never waits beyond its micro-batch.")
  @Default.Long(500)
  long getMaxBatchDelay();

  void setMaxBatchDelay(long maxBatchDelay);

  @Description(
      "The fields whose text is embedded, separated by commas, dots standing for nesting. An event"
          + " without text in them is embedded by its search_query.")
  @Default.String(TextFields.DEFAULT)
  String getTextFields();

  void setTextFields(String textFields);
}

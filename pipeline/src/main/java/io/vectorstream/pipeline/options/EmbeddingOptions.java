package io.vectorstream.pipeline.options;

import io.vectorstream.embedding.BatchByText;
import io.vectorstream.embedding.TextEmbedders;
import io.vectorstream.embedding.model.ModelSpec;
import io.vectorstream.event.TextFields;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;

/** How text becomes vectors. */
public interface EmbeddingOptions extends PipelineOptions {

  @Description(
      "The sentence-transformer model: \"builtin:all-MiniLM-L6-v2\"; a file: URL of a folder or zip"
          + " with a TorchScript or ONNX model and its tokenizer.json, or of the model file in such"
          + " a folder; an https: URL of such a zip; djl://group/artifact of DJL's model zoo; or an"
          + " s3: or hdfs: URL where DJL's extension for it is on the class path.")
  @Default.String("builtin:all-MiniLM-L6-v2")
  String getModel();

  void setModel(String model);

  @Description(
      "Where the model runs: \"cpu\", \"gpu\" for all graphics cards of a worker, \"gpu:N\" for one of"
          + " them, or \"auto\" for graphics cards where there are any.")
  @Default.String(ModelSpec.DEFAULT_DEVICE)
  String getDevice();

  void setDevice(String device);

  @Description(
      "What the model computes with: fp32, bf16, fp16 or int8, or \"auto\" for fp16 on a GPU, bf16 on"
          + " a CPU that has instructions for it and fp32 elsewhere. int8 is the fastest on a CPU and"
          + " loses some meaning. Models from outside run in fp32.")
  @Default.String("auto")
  String getPrecision();

  void setPrecision(String precision);

  @Description(
      "How many megabytes of vectors and their texts each worker process remembers, so that a text"
          + " that comes again is not embedded again; 0 for none. Half as much again for the words of"
          + " texts, where they are written.")
  @Default.Integer(TextEmbedders.DEFAULT_CACHE_MEGABYTES)
  int getCacheMegabytes();

  void setCacheMegabytes(int cacheMegabytes);

  @Description(
      "How many tokens of a text reach the model at most, the special ones included. By default"
          + " what the model's own files say.")
  @Nullable Integer getMaxLength();

  void setMaxLength(@Nullable Integer maxLength);

  @Description(
      "How the vectors of a text's tokens become one: mean, cls, max, mean_sqrt_len or last_token."
          + " By default what the model's own files say. Not for models that do it themselves, as"
          + " the built-in one does.")
  @Nullable String getPooling();

  void setPooling(@Nullable String pooling);

  @Description(
      "Whether vectors are scaled to length one. By default what the model's own files say.")
  @Nullable Boolean getNormalize();

  void setNormalize(@Nullable Boolean normalize);

  @Description(
      "Whether the model is given token types. By default what the model's own files say; an ONNX"
          + " model is given what it declares.")
  @Nullable Boolean getTokenTypes();

  void setTokenTypes(@Nullable Boolean tokenTypes);

  @Description(
      "The instruction put before every text that is stored, such as \"passage: \". By default what"
          + " the model's own files say.")
  @Nullable String getPromptPrefix();

  void setPromptPrefix(@Nullable String promptPrefix);

  @Description(
      "The instruction put before every query, such as \"query: \". By default what the model's own"
          + " files say, or else the same as before texts.")
  @Nullable String getQueryPrefix();

  void setQueryPrefix(@Nullable String queryPrefix);

  @Description(
      "How many events are embedded together at most: the texts among theirs that are new go through"
          + " the model in passes of similar length.")
  @Default.Integer(BatchByText.SIZE_DEFAULT)
  int getEmbeddingBatchSize();

  void setEmbeddingBatchSize(int embeddingBatchSize);

  @Description(
      "How long an event waits for others to be embedded with at most, in milliseconds. On SparkRunner a"
          + " batch never waits beyond its micro-batch.")
  @Default.Long(BatchByText.MAX_DELAY_MILLIS_DEFAULT)
  long getMaxBatchDelay();

  void setMaxBatchDelay(long maxBatchDelay);

  @Description(
      "The fields whose text is embedded, separated by commas, dots standing for nesting. An event"
          + " without text in them is embedded by its search_query.")
  @Default.String(TextFields.DEFAULT)
  String getTextFields();

  void setTextFields(String textFields);
}

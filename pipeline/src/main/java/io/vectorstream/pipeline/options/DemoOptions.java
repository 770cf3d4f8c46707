package io.vectorstream.pipeline.options;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;

/** What is sent to the embedded Kafka for a look at the pipeline at work. */
public interface DemoOptions extends PipelineOptions {

  @Description(
      "How many generated events are sent to the embedded Kafka; the run ends when all are stored."
          + " 0 for none: the run goes on until it is stopped. Without effect on another Kafka.")
  @Default.Integer(50_000)
  int getDemoEvents();

  void setDemoEvents(int demoEvents);

  @Description("How many products the generated events are about.")
  @Default.Integer(1_000)
  int getDemoProducts();

  void setDemoProducts(int demoProducts);

  @Description(
      "A file whose lines, a value each, are sent to the embedded Kafka in place of generated events."
          + " Default: none.")
  @Nullable String getDemoFile();

  void setDemoFile(@Nullable String demoFile);
}

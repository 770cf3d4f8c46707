package io.vectorstream.runners.spark;

import com.google.auto.service.AutoService;
import java.util.List;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsRegistrar;

/** Whether Spark's own page is wanted. */
public interface SparkUiOptions extends PipelineOptions {

  @Description(
      "On SparkRunner, serve Spark's own page, on port 4040 of the process that starts a run or the"
          + " next one that is free. On a cluster Spark decides.")
  @Default.Boolean(false)
  boolean getSparkUi();

  void setSparkUi(boolean sparkUi);

  /** Makes the option known to the command line. */
  @AutoService(PipelineOptionsRegistrar.class)
  final class Registrar implements PipelineOptionsRegistrar {

    /** For {@link java.util.ServiceLoader}. */
    public Registrar() {}

    @Override
    public Iterable<Class<? extends PipelineOptions>> getPipelineOptions() {
      return List.of(SparkUiOptions.class);
    }
  }
}

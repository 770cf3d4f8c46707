package io.vectorstream.pipeline.options;

import com.google.auto.service.AutoService;
import java.util.List;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsRegistrar;

/** Makes the options known to Beam by name, as in {@code --help=VectorStreamOptions}. */
@AutoService(PipelineOptionsRegistrar.class)
public final class VectorStreamOptionsRegistrar implements PipelineOptionsRegistrar {

  /** For {@link java.util.ServiceLoader}. */
  public VectorStreamOptionsRegistrar() {}

  @Override
  public Iterable<Class<? extends PipelineOptions>> getPipelineOptions() {
    return List.of(VectorStreamOptions.class);
  }
}

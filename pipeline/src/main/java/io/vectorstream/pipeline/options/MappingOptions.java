package io.vectorstream.pipeline.options;

import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;

/** How records are read whose form is not VectorStream's own. */
public interface MappingOptions extends PipelineOptions {

  @Description(
      "Where the fields of an event are in a record's value: a YAML file, or \"builtin:NAME\" for a"
          + " mapping that comes along; several separated by commas, of which the first counts that is"
          + " for a value's form. Default: none, a value is an event as it is.")
  @Nullable String getMapping();

  void setMapping(@Nullable String mapping);
}

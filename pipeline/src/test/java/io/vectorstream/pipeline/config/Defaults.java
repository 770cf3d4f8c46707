package io.vectorstream.pipeline.config;

import static org.assertj.core.api.Assertions.tuple;

import io.vectorstream.pipeline.options.VectorStreamOptions;
import java.beans.PropertyDescriptor;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.assertj.core.groups.Tuple;

/** What VectorStream's options are when nobody says anything. */
final class Defaults {

  private Defaults() {}

  /** Names and values of those that have one. */
  static List<Tuple> given() throws Exception {
    VectorStreamOptions options = PipelineOptionsFactory.create().as(VectorStreamOptions.class);
    List<Tuple> given = new ArrayList<>();
    for (PropertyDescriptor option : OptionNames.own()) {
      Object value = option.getReadMethod().invoke(options);
      if (value != null) {
        given.add(tuple(option.getName(), value.toString()));
      }
    }
    return given;
  }

  /** Names of those that have none, but for the one that names the file. */
  static List<String> without() throws Exception {
    VectorStreamOptions options = PipelineOptionsFactory.create().as(VectorStreamOptions.class);
    List<String> without = new ArrayList<>();
    for (PropertyDescriptor option : OptionNames.own()) {
      if (option.getReadMethod().invoke(options) == null && !option.getName().equals("config")) {
        without.add(option.getName());
      }
    }
    return without;
  }
}

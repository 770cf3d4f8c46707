package io.vectorstream.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectorstream.pipeline.options.VectorStreamOptions;
import java.beans.Introspector;
import java.beans.PropertyDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;

/** The table of options in docs/ says what the code does. */
final class OptionsPageTest {

  private static final Pattern ROW =
      Pattern.compile("\\| `--(\\w+)` \\| (`[^`]*`|none) \\| .+ \\|");

  @Test
  void listsEveryOptionWithItsDefault() throws Exception {
    Map<String, String> listed = new TreeMap<>();
    for (String line : Files.readAllLines(Path.of("../docs/options.md"))) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        listed.put(row.group(1), row.group(2).replace("`", ""));
      }
    }

    Map<String, String> declared = new TreeMap<>();
    declared.put("runner", "SparkRunner");
    VectorStreamOptions options = PipelineOptionsFactory.create().as(VectorStreamOptions.class);
    for (Class<?> concern : VectorStreamOptions.class.getInterfaces()) {
      if (concern == PipelineOptions.class) {
        continue;
      }
      for (PropertyDescriptor option : Introspector.getBeanInfo(concern).getPropertyDescriptors()) {
        Object value = option.getReadMethod().invoke(options);
        declared.put(option.getName(), value == null ? "none" : value.toString());
      }
    }
    assertThat(listed).isEqualTo(declared);
  }
}

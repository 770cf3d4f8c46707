package io.vectorstream.pipeline.config;

import com.google.common.base.Splitter;
import io.vectorstream.pipeline.options.VectorStreamOptions;
import java.beans.PropertyDescriptor;
import java.io.PrintStream;
import java.util.regex.Pattern;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.jspecify.annotations.Nullable;

/** A file for {@code --config} that changes nothing: each option with its default. */
public final class ExampleConfig {

  private static final int WIDTH = 98;

  /** What YAML takes for a text without quotes. */
  private static final Pattern PLAIN = Pattern.compile("[\\w./-]+");

  private ExampleConfig() {}

  /** Prints it. Each option is commented out, since the file goes before the environment. */
  public static void print(PrintStream out) {
    out.println(
        "# The options of VectorStream with their defaults, for --config=FILE: take the # away");
    out.println("# from those that are to have another value.");
    out.println(
        "# Those of Beam and its runners may stand here too, such as runner: DirectRunner.");
    out.println("# Flags on the command line go first, then this file, then the environment.");
    VectorStreamOptions defaults = PipelineOptionsFactory.create().as(VectorStreamOptions.class);
    for (PropertyDescriptor option : OptionNames.own()) {
      if (option.getName().equals("config")) {
        continue;
      }
      out.println();
      String description = option.getReadMethod().getAnnotation(Description.class).value();
      wrap(description, out);
      out.println("# Environment: " + OptionNames.variable(option.getName()));
      Object value = value(option, defaults);
      out.println("#" + option.getName() + ":" + (value == null ? "" : " " + yaml(value)));
    }
  }

  private static @Nullable Object value(PropertyDescriptor option, VectorStreamOptions defaults) {
    try {
      return option.getReadMethod().invoke(defaults);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String yaml(Object value) {
    String text = value.toString();
    return PLAIN.matcher(text).matches() ? text : '"' + text.replace("\"", "\\\"") + '"';
  }

  private static void wrap(String text, PrintStream out) {
    StringBuilder line = new StringBuilder("#");
    for (String word : Splitter.on(' ').split(text)) {
      if (line.length() + 1 + word.length() > WIDTH) {
        out.println(line);
        line = new StringBuilder("#");
      }
      line.append(' ').append(word);
    }
    out.println(line);
  }
}

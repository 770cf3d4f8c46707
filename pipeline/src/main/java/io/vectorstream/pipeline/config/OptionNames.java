package io.vectorstream.pipeline.config;

import com.google.common.base.CaseFormat;
import io.vectorstream.pipeline.options.VectorStreamOptions;
import java.beans.IntrospectionException;
import java.beans.Introspector;
import java.beans.PropertyDescriptor;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.commons.text.similarity.LevenshteinDistance;

/**
 * The options that there are: VectorStream's, Beam's and those of the runners on the class path.
 */
final class OptionNames {

  /** Of VectorStream's own, those that take several values. */
  static final Set<String> OF_SEVERAL_VALUES =
      Set.of("bootstrapServers", "mapping", "payloadIndexes", "textFields", "topic");

  private OptionNames() {}

  /** All of them. */
  static Collection<String> all() {
    Collection<String> names = new TreeSet<>();
    Stream.concat(
            PipelineOptionsFactory.getRegisteredOptions().stream(),
            Stream.of(VectorStreamOptions.class))
        .flatMap(OptionNames::withParents)
        .flatMap(options -> of(options).stream())
        .map(PropertyDescriptor::getName)
        .forEach(names::add);
    return names;
  }

  /** VectorStream's own, concern by concern. */
  static List<PropertyDescriptor> own() {
    return Stream.of(VectorStreamOptions.class.getInterfaces())
        .filter(concern -> concern != PipelineOptions.class)
        .flatMap(concern -> of(concern).stream())
        .toList();
  }

  /** VectorStream's own that take one value; Beam looks at its own itself. */
  static Collection<String> ofOneValue() {
    return own().stream()
        .map(PropertyDescriptor::getName)
        .filter(name -> !OF_SEVERAL_VALUES.contains(name))
        .toList();
  }

  private static Stream<Class<?>> withParents(Class<?> options) {
    return Stream.concat(
        Stream.of(options), Stream.of(options.getInterfaces()).flatMap(OptionNames::withParents));
  }

  private static List<PropertyDescriptor> of(Class<?> options) {
    try {
      return Stream.of(Introspector.getBeanInfo(options).getPropertyDescriptors())
          .filter(property -> property.getWriteMethod() != null)
          .sorted(Comparator.comparing(PropertyDescriptor::getName))
          .toList();
    } catch (IntrospectionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The option that is written most like a name. */
  static String nearest(String name) {
    LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
    return all().stream()
        .min(Comparator.comparingInt(known -> distance.apply(known, name)))
        .orElseThrow();
  }

  /** The environment variable of an option: {@code VECTORSTREAM_QDRANT_URL} for qdrantUrl. */
  static String variable(String name) {
    return Environment.PREFIX + CaseFormat.LOWER_CAMEL.to(CaseFormat.UPPER_UNDERSCORE, name);
  }
}

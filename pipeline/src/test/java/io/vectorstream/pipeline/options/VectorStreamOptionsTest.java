package io.vectorstream.pipeline.options;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.primitives.Primitives;
import java.beans.IntrospectionException;
import java.beans.Introspector;
import java.beans.PropertyDescriptor;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;

final class VectorStreamOptionsTest {

  private static final Map<String, Object> DEFAULTS = new TreeMap<>();

  static {
    DEFAULTS.put("bootstrapServers", "embedded");
    DEFAULTS.put("kafkaProperties", null);
    DEFAULTS.put("topic", "ecommerce-events");
    DEFAULTS.put("groupId", "vectorstream");
    DEFAULTS.put("startFrom", "committed");
    DEFAULTS.put("deadLetterTopic", null);
    DEFAULTS.put("mapping", null);
    DEFAULTS.put("valueFormat", "json");
    DEFAULTS.put("schemaRegistry", null);
    DEFAULTS.put("schemaRegistryUserInfoFile", null);
    DEFAULTS.put("model", "builtin:all-MiniLM-L6-v2");
    DEFAULTS.put("device", "auto");
    DEFAULTS.put("precision", "auto");
    DEFAULTS.put("cacheMegabytes", 256);
    DEFAULTS.put("maxLength", null);
    DEFAULTS.put("pooling", null);
    DEFAULTS.put("normalize", null);
    DEFAULTS.put("tokenTypes", null);
    DEFAULTS.put("promptPrefix", null);
    DEFAULTS.put("queryPrefix", null);
    DEFAULTS.put("embeddingBatchSize", 256);
    DEFAULTS.put("maxBatchDelay", 500L);
    DEFAULTS.put("textFields", "product.name,product.description,product.category");
    DEFAULTS.put("qdrantUrl", "embedded");
    DEFAULTS.put("qdrantApiKeyFile", null);
    DEFAULTS.put("qdrantApiKeyEnv", null);
    DEFAULTS.put("qdrantCaFile", null);
    DEFAULTS.put("qdrantTimeout", 30_000L);
    DEFAULTS.put("qdrantMaxOutage", 300_000L);
    DEFAULTS.put("writeBatchSize", 512);
    DEFAULTS.put("versionField", null);
    DEFAULTS.put("tombstones", "deadletter");
    DEFAULTS.put("collection", "ecommerce_embeddings");
    DEFAULTS.put("config", null);
    DEFAULTS.put("createCollection", "ifNeeded");
    DEFAULTS.put("payloadIndexes", "default");
    DEFAULTS.put("hnswM", null);
    DEFAULTS.put("hnswEfConstruct", null);
    DEFAULTS.put("quantization", "none");
    DEFAULTS.put("hybrid", "auto");
    DEFAULTS.put("onDiskVectors", false);
    DEFAULTS.put("onDiskPayload", null);
    DEFAULTS.put("shardNumber", null);
    DEFAULTS.put("replicationFactor", null);
    DEFAULTS.put("writeConsistencyFactor", null);
    DEFAULTS.put("maxEvents", 0L);
    DEFAULTS.put("drainTimeout", 30_000L);
    DEFAULTS.put("report", null);
    DEFAULTS.put("dataDir", null);
    DEFAULTS.put("httpPort", 8080);
    DEFAULTS.put("httpHost", "localhost");
    DEFAULTS.put("logLevel", "info");
    DEFAULTS.put("logFormat", "text");
    DEFAULTS.put("noHttp", false);
    DEFAULTS.put("keepOpen", false);
    DEFAULTS.put("httpTokenFile", null);
    DEFAULTS.put("unhealthyAfter", 300_000L);
    DEFAULTS.put("demoEvents", 50_000);
    DEFAULTS.put("demoProducts", 1_000);
    DEFAULTS.put("demoFile", null);
  }

  @Test
  void hasTheseDefaultsAndNoOtherOptions() throws Exception {
    assertThat(values(PipelineOptionsFactory.create().as(VectorStreamOptions.class)))
        .isEqualTo(DEFAULTS);
  }

  @Test
  void takesEveryOptionFromArguments() throws Exception {
    Map<String, Object> wanted = new TreeMap<>();
    for (Method getter : getters().toList()) {
      wanted.put(nameOf(getter), valueOf(getter));
    }
    String[] args =
        wanted.entrySet().stream()
            .map(option -> "--" + option.getKey() + "=" + option.getValue())
            .toArray(String[]::new);

    assertThat(values(PipelineOptionsFactory.fromArgs(args).as(VectorStreamOptions.class)))
        .isEqualTo(wanted);
  }

  /** A value that is no option's default. */
  private static Object valueOf(Method getter) {
    Class<?> type = Primitives.wrap(getter.getReturnType());
    if (type == Integer.class) {
      return 7;
    }
    if (type == Long.class) {
      return 8L;
    }
    return type == Boolean.class ? Boolean.TRUE : "x" + nameOf(getter);
  }

  @Test
  void describesEveryOption() throws Exception {
    for (Method getter : getters().toList()) {
      assertThat(getter.getAnnotation(Description.class)).as(getter.getName()).isNotNull();
    }
  }

  private static Map<String, Object> values(VectorStreamOptions options) throws Exception {
    Map<String, Object> values = new TreeMap<>();
    for (Method getter : getters().toList()) {
      values.put(nameOf(getter), getter.invoke(options));
    }
    return values;
  }

  private static String nameOf(Method getter) {
    return Introspector.decapitalize(getter.getName().substring(3));
  }

  private static Stream<Method> getters() throws Exception {
    return Stream.of(VectorStreamOptions.class.getInterfaces())
        .filter(concern -> concern != PipelineOptions.class)
        .flatMap(VectorStreamOptionsTest::propertiesOf)
        .map(PropertyDescriptor::getReadMethod);
  }

  private static Stream<PropertyDescriptor> propertiesOf(Class<?> concern) {
    try {
      return Stream.of(Introspector.getBeanInfo(concern).getPropertyDescriptors());
    } catch (IntrospectionException e) {
      throw new AssertionError(e);
    }
  }
}

package io.vectorstream.runners.spark;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.MetricRegistry;
import io.vectorstream.shared.WorkerProcess;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.resource.ResourceInformation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ExecutorResourcesTest {

  private final ExecutorPlugin plugin = new ExecutorResources().executorPlugin();

  @AfterEach
  void release() {
    WorkerProcess.release();
  }

  @Test
  void anExecutorKeepsWhatItHasOpenedUntilItsEnd() {
    plugin.init(new FakeContext("0"), Map.of());
    assertThat(WorkerProcess.isDedicated()).isTrue();

    plugin.shutdown();
    assertThat(WorkerProcess.isDedicated()).isFalse();
  }

  @Test
  void theProcessOfALocalRunDoesNot() {
    plugin.init(new FakeContext("driver"), Map.of());

    assertThat(WorkerProcess.isDedicated()).isFalse();
  }

  private record FakeContext(String executorID) implements PluginContext {
    @Override
    public MetricRegistry metricRegistry() {
      return new MetricRegistry();
    }

    @Override
    public SparkConf conf() {
      return new SparkConf(false);
    }

    @Override
    public String hostname() {
      return "localhost";
    }

    @Override
    public Map<String, ResourceInformation> resources() {
      return Map.of();
    }

    @Override
    public void send(Object message) {
      throw new AssertionError("nothing is to be told");
    }

    @Override
    public Object ask(Object message) {
      throw new AssertionError("nothing is to be asked");
    }
  }
}

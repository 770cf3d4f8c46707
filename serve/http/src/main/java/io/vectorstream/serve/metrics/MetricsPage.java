package io.vectorstream.serve.metrics;

import io.micrometer.core.instrument.Clock;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.vectorstream.serve.RunView;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/** The metrics of a run and of this process, as Prometheus reads them. */
public final class MetricsPage implements AutoCloseable {

  /** The text format that every Prometheus reads. */
  public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final PrometheusMeterRegistry registry;
  private final ProcessMetrics process;

  /**
   * The metrics of a run.
   *
   * @param storeIsUp whether the store answers; nothing while nobody knows
   */
  public MetricsPage(RunView run, Supplier<Optional<Boolean>> storeIsUp) {
    this(run, storeIsUp, InstantSource.system());
  }

  MetricsPage(RunView run, Supplier<Optional<Boolean>> storeIsUp, InstantSource clock) {
    PrometheusRegistry prometheus = new PrometheusRegistry();
    prometheus.register(new RunCollector(run, storeIsUp, clock));
    registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT, prometheus, Clock.SYSTEM);
    process = ProcessMetrics.register(registry);
  }

  /** All of them, as they are now. */
  public String text() {
    return registry.scrape(CONTENT_TYPE);
  }

  @Override
  public void close() {
    process.close();
    registry.close();
  }
}

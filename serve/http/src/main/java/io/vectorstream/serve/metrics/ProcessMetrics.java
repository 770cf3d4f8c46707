package io.vectorstream.serve.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import java.util.concurrent.TimeUnit;

/** The metrics of this process: memory, processor, garbage collection. */
final class ProcessMetrics implements AutoCloseable {

  /** Micrometer counts it in nanoseconds, Prometheus wants seconds. */
  private static final String CPU_NANOS = "process.cpu.time";

  /** Prometheus keeps names that end so for histograms. */
  private static final String CPU_COUNT = "system.cpu.count";

  private final JvmGcMetrics gc = new JvmGcMetrics();

  private ProcessMetrics() {}

  static ProcessMetrics register(MeterRegistry registry) {
    ProcessMetrics metrics = new ProcessMetrics();
    registry.config().meterFilter(MeterFilter.denyNameStartsWith(CPU_NANOS));
    registry.config().meterFilter(MeterFilter.denyNameStartsWith(CPU_COUNT));
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    metrics.gc.bindTo(registry);
    FunctionCounter.builder("process.cpu.seconds", metrics, ProcessMetrics::cpuSeconds)
        .description("Processor time that this process has taken")
        .register(registry);
    Gauge.builder("process.resident.memory.bytes", ResidentMemory::bytes)
        .description("Memory that this process holds, NaN where the system does not tell")
        .register(registry);
    return metrics;
  }

  private double cpuSeconds() {
    return ProcessHandle.current()
            .info()
            .totalCpuDuration()
            .map(time -> (double) time.toNanos())
            .orElse(Double.NaN)
        / TimeUnit.SECONDS.toNanos(1);
  }

  @Override
  public void close() {
    gc.close();
  }
}

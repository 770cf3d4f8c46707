package io.vectorstream.runners.spark;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.beam.runners.core.metrics.MetricsContainerImpl;
import org.apache.beam.sdk.metrics.MetricsEnvironment;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.reflect.DoFnInvokers;
import org.apache.beam.sdk.util.SerializableUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A bundle of fused steps without an element, which a process runs beside the start of Spark where
 * it is itself the worker. It makes what the first events would wait for, half a second and more:
 * the classes that Beam generates to call steps, and what the steps of a worker share, such as a
 * connection.
 */
final class FirstBundle {

  private static final Logger LOG = LoggerFactory.getLogger(FirstBundle.class);
  private static final AtomicBoolean BEGUN = new AtomicBoolean();

  private FirstBundle() {}

  /** Begins it on a thread of its own, once in a process. */
  static void begin(List<FusedFn<?>> fused, PipelineOptions options) {
    if (BEGUN.getAndSet(true)) {
      return;
    }
    Thread thread = new Thread(() -> fused.forEach(fn -> run(fn, options)), "first-bundle");
    thread.setDaemon(true);
    thread.start();
  }

  /** Runs it on a copy of the steps; what it counts is thrown away. */
  static void run(FusedFn<?> fused, PipelineOptions options) {
    FusedFn<?> own = SerializableUtils.clone(fused);
    try (AutoCloseable counting =
        MetricsEnvironment.scopedMetricsContainer(new MetricsContainerImpl("first-bundle"))) {
      DoFnInvokers.tryInvokeSetupFor(own, options);
      try {
        own.startBundle(options);
        own.finishBundle();
      } finally {
        own.teardown();
      }
    } catch (Exception e) {
      // The bundles of events meet the same, where it is dealt with and told.
      LOG.debug("The steps cannot be run yet", e);
    }
  }
}

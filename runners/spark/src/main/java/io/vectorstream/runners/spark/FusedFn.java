package io.vectorstream.runners.spark;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.beam.runners.core.DoFnRunner;
import org.apache.beam.runners.core.NullSideInputReader;
import org.apache.beam.runners.core.SimpleDoFnRunner;
import org.apache.beam.runners.core.StateInternals;
import org.apache.beam.runners.core.StepContext;
import org.apache.beam.runners.core.TimerInternals;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.reflect.DoFnInvokers;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.apache.beam.sdk.util.WindowedValueMultiReceiver;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.WindowedValue;
import org.apache.beam.sdk.values.WindowedValues;
import org.joda.time.Instant;

/**
 * Runs several steps as one: what a step emits is handed to its readers at once, in the same call.
 * A bundle of it is one bundle of each step. Nothing comes out.
 */
final class FusedFn<InputT> extends DoFn<InputT, Void> {

  private static final long serialVersionUID = 1L;

  private final List<FusedStep<?, ?>> steps;
  private final List<Integer> heads;

  private transient List<FusedStep<?, ?>> ready;
  private transient List<DoFnRunner<?, ?>> runners;

  /**
   * Runs steps.
   *
   * @param steps each of them before those that read it
   * @param heads the places of the steps that read the input
   */
  FusedFn(List<FusedStep<?, ?>> steps, List<Integer> heads) {
    this.steps = new ArrayList<>(steps);
    this.heads = new ArrayList<>(heads);
  }

  @Setup
  public void setup(PipelineOptions options) {
    ready = new ArrayList<>();
    for (FusedStep<?, ?> step : steps) {
      // Who cannot be set up is torn down by this; of the others, teardown() is asked then.
      DoFnInvokers.tryInvokeSetupFor(step.fn(), options);
      ready.add(step);
    }
  }

  @StartBundle
  public void startBundle(PipelineOptions options) {
    runners = new ArrayList<>(Collections.nCopies(steps.size(), null));
    // A step may emit as soon as its bundle starts, so its readers start before it.
    for (int place = steps.size() - 1; place >= 0; place--) {
      DoFnRunner<?, ?> runner = runner(steps.get(place), options);
      runners.set(place, runner);
      runner.startBundle();
    }
  }

  @ProcessElement
  public void process(
      @Element InputT element, @Timestamp Instant timestamp, BoundedWindow window, PaneInfo pane) {
    hand(WindowedValues.of(element, timestamp, window, pane), heads);
  }

  @FinishBundle
  public void finishBundle() {
    runners.forEach(DoFnRunner::finishBundle);
    runners = null;
  }

  @Teardown
  public void teardown() {
    if (ready == null) {
      return;
    }
    List<FusedStep<?, ?>> open = ready;
    ready = null;
    RuntimeException failure = null;
    for (FusedStep<?, ?> step : open) {
      try {
        DoFnInvokers.invokerFor(step.fn()).invokeTeardown();
      } catch (RuntimeException e) {
        if (failure == null) {
          failure = e;
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private <I, O> DoFnRunner<I, O> runner(FusedStep<I, O> step, PipelineOptions options) {
    return new SimpleDoFnRunner<>(
        options,
        step.fn(),
        NullSideInputReader.empty(),
        new Handover(step.readers()),
        step.mainOutput(),
        step.additionalOutputs(),
        new Stateless(),
        step.inputCoder(),
        step.outputCoders(),
        step.windowing(),
        step.schemas(),
        Map.of());
  }

  private <T> void hand(WindowedValue<T> element, List<Integer> places) {
    for (int place : places) {
      // The graph says that the step reads elements of this type.
      @SuppressWarnings("unchecked")
      DoFnRunner<T, ?> reader = (DoFnRunner<T, ?>) runners.get(place);
      reader.processElement(element);
    }
  }

  private final class Handover implements WindowedValueMultiReceiver {

    private final Map<TupleTag<?>, List<Integer>> readers;

    Handover(Map<TupleTag<?>, List<Integer>> readers) {
      this.readers = readers;
    }

    @Override
    public <T> void output(TupleTag<T> tag, WindowedValue<T> element) {
      hand(element, readers.getOrDefault(tag, List.of()));
    }
  }

  /** Steps with state or timers are not fused. */
  private static final class Stateless implements StepContext {

    @Override
    public StateInternals stateInternals() {
      throw new UnsupportedOperationException("a fused step has no state");
    }

    @Override
    public TimerInternals timerInternals() {
      throw new UnsupportedOperationException("a fused step has no timers");
    }
  }
}

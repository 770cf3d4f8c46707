package io.vectorstream.runners.spark;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.Iterables;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PDone;
import org.junit.jupiter.api.Test;

final class FirstBundleTest {

  /** What steps have done, by test: they are copied. */
  private static final Map<String, Queue<String>> DONE = new ConcurrentHashMap<>();

  private final String test = UUID.randomUUID().toString();
  private final PipelineOptions options = PipelineOptionsFactory.create();

  @Test
  void eachStepIsSetUpHasABundleAndIsTornDown() {
    FirstBundle.run(fused("two"), options);

    assertThat(done())
        .containsExactly(
            "one up",
            "two up",
            "two starts",
            "one starts",
            "one ends",
            "two ends",
            "one down",
            "two down");
  }

  @Test
  void whatCannotBeSetUpIsNoFailureHere() {
    FirstBundle.run(fused("bad"), options);

    assertThat(done()).containsExactly("one up", "bad down", "one down");
  }

  private List<String> done() {
    return List.copyOf(DONE.get(test));
  }

  private FusedFn<?> fused(String second) {
    Pipeline pipeline = TestPipeline.create();
    PTransform<PCollection<Integer>, PDone> steps =
        PTransform.compose(
            numbers -> {
              numbers
                  .apply("One", ParDo.of(new Step(test, "one")))
                  .apply("Two", ParDo.of(new Step(test, second)));
              return PDone.in(numbers.getPipeline());
            });
    pipeline.apply("Numbers", Create.of(1, 2)).apply("Steps", steps);
    return Iterables.getOnlyElement(FusedSteps.fuse(pipeline));
  }

  /** Notes what happens to it. */
  private static final class Step extends DoFn<Integer, Integer> {

    private final String test;
    private final String name;

    Step(String test, String name) {
      this.test = test;
      this.name = name;
    }

    private void note(String what) {
      DONE.computeIfAbsent(test, unused -> new ConcurrentLinkedQueue<>()).add(name + " " + what);
    }

    @Setup
    public void setup() {
      if (name.equals("bad")) {
        throw new IllegalStateException("cannot be set up");
      }
      note("up");
    }

    @StartBundle
    public void start() {
      note("starts");
    }

    @ProcessElement
    public void process(@Element Integer number, OutputReceiver<Integer> out) {
      note("got " + number);
      out.output(number);
    }

    @FinishBundle
    public void finish() {
      note("ends");
    }

    @Teardown
    public void teardown() {
      note("down");
    }
  }
}

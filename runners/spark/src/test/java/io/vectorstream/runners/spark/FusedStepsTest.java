package io.vectorstream.runners.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.runners.TransformHierarchy.Node;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.transforms.reflect.DoFnInvokers;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.PDone;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.joda.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FusedStepsTest {

  private static final TupleTag<Integer> EVEN = new TupleTag<>("even") {};
  private static final TupleTag<Integer> ODD = new TupleTag<>("odd") {};

  /** What steps have done, by test: runners make copies of them. */
  private static final Map<String, Collection<String>> SEEN = new ConcurrentHashMap<>();

  private final String test = UUID.randomUUID().toString();

  @ParameterizedTest
  @ValueSource(strings = {"TestSparkRunner", "DirectRunner"})
  void everyElementGoesEveryWayOnce(String runner) {
    TestPipeline pipeline = pipeline(runner);
    numbers(pipeline).apply("Ways", ways());
    FusedSteps.fuse(pipeline);
    assertThat(steps(pipeline)).contains("Ways/Fused").noneMatch(step -> step.contains("Split"));

    run(pipeline);

    assertThat(seen())
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, 100)
                .mapToObj(number -> number % 2 == 0 ? "late " + number : "number " + number)
                .toList());
  }

  @Test
  void aBundleOfItIsOneOfEachStep() {
    FusedFn<Integer> fused = fused(ways());
    PipelineOptions options = PipelineOptionsFactory.create();
    fused.setup(options);
    for (int bundle = 0; bundle < 2; bundle++) {
      SEEN.remove(test);
      fused.startBundle(options);
      fused.process(1, Instant.EPOCH, GlobalWindow.INSTANCE, PaneInfo.NO_FIRING);
      fused.process(2, Instant.EPOCH, GlobalWindow.INSTANCE, PaneInfo.NO_FIRING);

      // Who buffers emits at the end.
      assertThat(seen()).containsExactly("number 1");
      fused.finishBundle();
      assertThat(seen()).containsExactly("number 1", "late 2");
    }
    fused.teardown();
  }

  @Test
  void stepsAreSetUpAndTornDown() {
    FusedFn<Integer> fused =
        fused(
            end(
                numbers ->
                    numbers
                        .apply("One", ParDo.of(new Life(test, "one", false)))
                        .apply("Two", ParDo.of(new Life(test, "two", false)))));

    fused.setup(PipelineOptionsFactory.create());
    fused.teardown();
    fused.teardown();

    assertThat(seen()).containsExactly("one up", "two up", "one down", "two down");
  }

  @Test
  void aStepThatCannotBeSetUpTakesTheOthersDown() {
    FusedFn<Integer> fused =
        fused(
            end(
                numbers ->
                    numbers
                        .apply("One", ParDo.of(new Life(test, "one", false)))
                        .apply("Two", ParDo.of(new Life(test, "two", true)))));

    assertThatThrownBy(() -> DoFnInvokers.tryInvokeSetupFor(fused, PipelineOptionsFactory.create()))
        .hasRootCauseMessage("two cannot be set up");

    assertThat(seen()).containsExactly("one up", "two down", "one down");
  }

  @ParameterizedTest
  @ValueSource(strings = {"TestSparkRunner", "DirectRunner"})
  void aStepThatFailsFailsThePipeline(String runner) {
    TestPipeline pipeline = pipeline(runner);
    numbers(pipeline)
        .apply(
            "Failing",
            end(
                numbers ->
                    numbers
                        .apply("Split", new Split())
                        .get(ODD)
                        .apply("Fail", ParDo.of(new Fail()))));
    FusedSteps.fuse(pipeline);
    assertThat(steps(pipeline)).contains("Failing/Fused");

    assertThatThrownBy(() -> run(pipeline)).hasStackTraceContaining("77 is not liked");
  }

  @Test
  void partsAreStillValidated() {
    TestPipeline pipeline = pipeline("DirectRunner");
    numbers(pipeline)
        .apply(
            "Mistaken",
            end(numbers -> numbers.apply("Split", new Split()).get(EVEN).apply(new Mistake())));
    FusedSteps.fuse(pipeline);
    assertThat(steps(pipeline)).contains("Mistaken/Fused");

    assertThatThrownBy(() -> run(pipeline)).hasMessage("a mistake in the options");
  }

  @Test
  void oneStepStaysAsItIs() {
    assertStays(numbers -> numbers.apply("Sink", ParDo.of(new Note<>(test))));
  }

  @Test
  void aStepWithStateStaysAsItIs() {
    assertStays(
        numbers ->
            numbers
                .apply("Key", WithKeys.of("key"))
                .apply("Counted", ParDo.of(new Counted()))
                .apply("Sink", ParDo.of(new Note<>(test))));
  }

  @Test
  void aStepWithASideInputStaysAsItIs() {
    Pipeline pipeline = pipeline("DirectRunner");
    PCollectionView<Integer> view =
        pipeline.apply("Other", Create.of(7)).apply("View", View.asSingleton());
    numbers(pipeline)
        .apply(
            "Sided",
            end(
                numbers ->
                    numbers
                        .apply("Split", new Split())
                        .get(EVEN)
                        .apply("Sink", ParDo.of(new Note<>(test)).withSideInput("seven", view))));

    assertStays(pipeline);
  }

  @Test
  void whatIsReadOutsideStaysAsItIs() {
    Pipeline pipeline = pipeline("DirectRunner");
    List<PCollection<Integer>> leaked = new ArrayList<>();
    numbers(pipeline)
        .apply(
            "Leaking",
            end(
                numbers -> {
                  PCollectionTuple split = numbers.apply("Split", new Split());
                  leaked.add(split.get(ODD));
                  return split.get(EVEN).apply("Sink", ParDo.of(new Note<>(test)));
                }));
    leaked.get(0).apply("Outside", ParDo.of(new Note<>(test)));

    assertStays(pipeline);
  }

  private void assertStays(Body body) {
    Pipeline pipeline = pipeline("DirectRunner");
    numbers(pipeline).apply("Body", end(body));
    assertStays(pipeline);
  }

  private static void assertStays(Pipeline pipeline) {
    List<String> before = steps(pipeline);

    FusedSteps.fuse(pipeline);

    assertThat(steps(pipeline)).isEqualTo(before);
  }

  /** Even numbers wait for the end of their bundle, and all meet in the last step. */
  private PTransform<PCollection<Integer>, PDone> ways() {
    return end(
        numbers -> {
          PCollectionTuple split = numbers.apply("Split", new Split());
          PCollection<String> late = split.get(EVEN).apply("Late", ParDo.of(new Late()));
          PCollection<String> now = split.get(ODD).apply("Name", ParDo.of(new Name()));
          return PCollectionList.of(late)
              .and(now)
              .apply("All", Flatten.pCollections())
              .apply("Sink", ParDo.of(new Note<>(test)));
        });
  }

  private interface Body {
    Object of(PCollection<Integer> numbers);
  }

  private static PTransform<PCollection<Integer>, PDone> end(Body body) {
    return PTransform.compose(
        numbers -> {
          Object unused = body.of(numbers);
          return PDone.in(numbers.getPipeline());
        });
  }

  private static FusedFn<Integer> fused(PTransform<PCollection<Integer>, PDone> composite) {
    Pipeline pipeline = pipeline("DirectRunner");
    numbers(pipeline).apply("Composite", composite);
    GraphNodes graph = GraphNodes.of(pipeline);
    Node node =
        graph.composites().stream()
            .filter(part -> part.getFullName().equals("Composite"))
            .findFirst()
            .orElseThrow();
    FusibleComposite fusible = FusibleComposite.of(node, graph).orElseThrow();
    return fusible.fused();
  }

  private List<String> seen() {
    return List.copyOf(SEEN.getOrDefault(test, new ConcurrentLinkedQueue<>()));
  }

  private static void see(String test, String what) {
    SEEN.computeIfAbsent(test, unused -> new ConcurrentLinkedQueue<>()).add(what);
  }

  private static PCollection<Integer> numbers(Pipeline pipeline) {
    return pipeline.apply("Numbers", Create.of(IntStream.range(0, 100).boxed().toList()));
  }

  private static TestPipeline pipeline(String runner) {
    PipelineOptions options = PipelineOptionsFactory.fromArgs("--runner=" + runner).create();
    return TestPipeline.fromOptions(options).enableAbandonedNodeEnforcement(false);
  }

  private static void run(TestPipeline pipeline) {
    pipeline.run().waitUntilFinish();
  }

  /** The full names of a graph's primitives and of the composites around them. */
  private static List<String> steps(Pipeline pipeline) {
    List<String> names = new ArrayList<>();
    GraphNodes.of(pipeline).composites().forEach(node -> names.add(node.getFullName()));
    return names;
  }

  private static final class Split extends PTransform<PCollection<Integer>, PCollectionTuple> {

    @Override
    public PCollectionTuple expand(PCollection<Integer> numbers) {
      return numbers.apply(
          ParDo.of(
                  new DoFn<Integer, Integer>() {
                    @ProcessElement
                    public void split(@Element Integer number, MultiOutputReceiver out) {
                      out.get(number % 2 == 0 ? EVEN : ODD).output(number);
                    }
                  })
              .withOutputTags(EVEN, TupleTagList.of(ODD)));
    }
  }

  private static final class Late extends DoFn<Integer, String> {

    private transient List<Integer> numbers;

    @StartBundle
    public void start() {
      numbers = new ArrayList<>();
    }

    @ProcessElement
    public void keep(@Element Integer number) {
      numbers.add(number);
    }

    @FinishBundle
    public void finish(FinishBundleContext context) {
      numbers.forEach(
          number -> context.output("late " + number, Instant.EPOCH, GlobalWindow.INSTANCE));
    }
  }

  private static final class Name extends DoFn<Integer, String> {

    @ProcessElement
    public void name(@Element Integer number, OutputReceiver<String> out) {
      out.output("number " + number);
    }
  }

  private static final class Note<T> extends DoFn<T, Void> {

    private final String test;

    Note(String test) {
      this.test = test;
    }

    @ProcessElement
    public void note(@Element T element) {
      see(test, element.toString());
    }
  }

  private static final class Fail extends DoFn<Integer, Void> {

    @ProcessElement
    public void fail(@Element Integer number) {
      if (number == 77) {
        throw new IllegalStateException("77 is not liked");
      }
    }
  }

  /** Notes that it is set up and torn down. */
  private static final class Life extends DoFn<Integer, Integer> {

    private final String test;
    private final String name;
    private final boolean fails;

    Life(String test, String name, boolean fails) {
      this.test = test;
      this.name = name;
      this.fails = fails;
    }

    @Setup
    public void setup() {
      if (fails) {
        throw new IllegalStateException(name + " cannot be set up");
      }
      see(test, name + " up");
    }

    @ProcessElement
    public void process(@Element Integer number, OutputReceiver<Integer> out) {
      out.output(number);
    }

    @Teardown
    public void teardown() {
      see(test, name + " down");
    }
  }

  private static final class Counted extends DoFn<KV<String, Integer>, Integer> {

    @StateId("count")
    private final StateSpec<ValueState<Integer>> count = StateSpecs.value();

    @ProcessElement
    public void count(@StateId("count") ValueState<Integer> state, OutputReceiver<Integer> out) {
      Integer before = state.read();
      int now = before == null ? 1 : before + 1;
      state.write(now);
      out.output(now);
    }
  }

  /** Is content with no options. */
  private static final class Mistake
      extends PTransform<PCollection<Integer>, PCollection<Integer>> {

    @Override
    public void validate(PipelineOptions options) {
      throw new IllegalArgumentException("a mistake in the options");
    }

    @Override
    public PCollection<Integer> expand(PCollection<Integer> numbers) {
      return numbers.apply(
          ParDo.of(
              new DoFn<Integer, Integer>() {
                @ProcessElement
                public void process(@Element Integer number, OutputReceiver<Integer> out) {
                  out.output(number);
                }
              }));
    }
  }
}

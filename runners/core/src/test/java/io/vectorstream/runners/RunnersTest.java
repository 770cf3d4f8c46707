package io.vectorstream.runners;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.auto.service.AutoService;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.PipelineRunner;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RunnersTest {

  /** Stands for a runner with two defaults. */
  @AutoService(RunnerSupport.class)
  public static final class FakeRunnerSupport implements RunnerSupport {

    @Override
    public String runner() {
      return "FakeRunner";
    }

    @Override
    public Map<String, String> defaultOptions() {
      return Map.of("speed", "3", "colour", "red");
    }
  }

  @Test
  void addsTheRunnersDefaultsForWhatIsNotNamed() {
    assertThat(Runners.withDefaults(new String[] {"--runner=FakeRunner", "--speed=5"}, "Other"))
        .containsExactly("--runner=FakeRunner", "--speed=5", "--colour=red");
  }

  @Test
  void aDefaultIsNamedByItsWholeName() {
    assertThat(Runners.withDefaults(new String[] {"--speedLimit=1"}, "fakerunner"))
        .containsExactlyInAnyOrder(
            "--speedLimit=1", "--runner=fakerunner", "--speed=3", "--colour=red");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Fake", "fake", "org.example.FakeRunner"})
  void findsARunnerByEveryNameThatBeamTakes(String runner) {
    assertThat(Runners.withDefaults(new String[] {"--runner=" + runner}, "Other"))
        .containsExactlyInAnyOrder("--runner=" + runner, "--speed=3", "--colour=red");
  }

  @Test
  void leavesAnUnknownRunnerAlone() {
    assertThat(Runners.withDefaults(new String[0], "Unheard")).containsExactly("--runner=Unheard");
  }

  @Test
  void aRunnerWithoutAnythingToSaySaysNothing() {
    PipelineOptions options = PipelineOptionsFactory.create();
    options.setRunner(FakeRunner.class);

    Runners.prepare(Pipeline.create(options), List.of("localhost:9092"));

    assertThat(Runners.mistake(options)).isEmpty();
  }

  @Test
  void whatItsRunnerSaysIsPassedOn() {
    PipelineOptions options = PipelineOptionsFactory.create();
    options.setRunner(StrictRunner.class);

    Runners.prepare(Pipeline.create(options), List.of("localhost:9092"));

    assertThat(Runners.mistake(options)).hasValue("--x: [localhost:9092] is not reached");
  }

  /** Stands for a runner whose workers reach nothing of this process. */
  @AutoService(RunnerSupport.class)
  public static final class StrictRunnerSupport implements RunnerSupport {

    private List<String> services = List.of();

    @Override
    public String runner() {
      return "StrictRunner";
    }

    @Override
    public Map<String, String> defaultOptions() {
      return Map.of();
    }

    @Override
    public void prepare(Pipeline pipeline, List<String> ownServices) {
      services = ownServices;
    }

    @Override
    public Optional<String> mistake() {
      return Optional.of("--x: " + services + " is not reached");
    }
  }

  /** Has a name, and runs nothing. */
  private static class FakeRunner extends PipelineRunner<PipelineResult> {

    /** As Beam makes runners. */
    @SuppressWarnings("unused")
    public static FakeRunner fromOptions(PipelineOptions options) {
      return new FakeRunner();
    }

    @Override
    public PipelineResult run(Pipeline pipeline) {
      throw new UnsupportedOperationException();
    }
  }

  /** Has another name. */
  private static final class StrictRunner extends FakeRunner {

    /** As Beam makes runners. */
    @SuppressWarnings("unused")
    public static StrictRunner fromOptions(PipelineOptions options) {
      return new StrictRunner();
    }
  }
}

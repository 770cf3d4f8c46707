package io.vectorstream.runners;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.auto.service.AutoService;
import java.util.Map;
import org.junit.jupiter.api.Test;

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

  @Test
  void leavesAnUnknownRunnerAlone() {
    assertThat(Runners.withDefaults(new String[0], "Unheard")).containsExactly("--runner=Unheard");
  }
}

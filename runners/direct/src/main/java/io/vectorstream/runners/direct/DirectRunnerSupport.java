package io.vectorstream.runners.direct;

import com.google.auto.service.AutoService;
import io.vectorstream.runners.RunnerSupport;
import java.util.Map;

/** Makes DirectRunner return from {@code run()} at once, as the other runners do. */
@AutoService(RunnerSupport.class)
public final class DirectRunnerSupport implements RunnerSupport {

  /** For {@link java.util.ServiceLoader}. */
  public DirectRunnerSupport() {}

  @Override
  public String runner() {
    return "DirectRunner";
  }

  @Override
  public Map<String, String> defaultOptions() {
    return Map.of("blockOnRun", "false");
  }
}

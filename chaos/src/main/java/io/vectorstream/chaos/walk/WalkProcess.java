package io.vectorstream.chaos.walk;

import io.vectorstream.chaos.ChaosException;
import io.vectorstream.chaos.ServiceMain;
import io.vectorstream.pipeline.ProcessDefaults;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A process that walks some seeds, and ends with the number of those that differ. A run of the
 * application leaves consumers and threads behind that go with its process, so hundreds of them
 * want several.
 */
final class WalkProcess {

  private static final Logger LOG = LoggerFactory.getLogger(WalkProcess.class);
  private static final int CRASHED = 255;

  private WalkProcess() {}

  /** Starts such a process, waits for its end, and says for how many seeds something differs. */
  static int run(SeedWalks walks) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(WalkProcess.class.getName());
    command.add(walks.runner());
    command.add(Long.toString(walks.firstSeed()));
    command.add(Integer.toString(walks.seeds()));
    command.add(Integer.toString(walks.atATime()));
    command.add(Integer.toString(walks.shown()));
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.INHERIT)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      int failed = process.waitFor();
      if (failed > walks.seeds()) {
        throw new ChaosException(
            "The process of the seeds from " + walks.firstSeed() + " has crashed: " + failed);
      }
      return failed;
    } finally {
      process.destroyForcibly();
    }
  }

  /** Walks, and ends the process. */
  public static void main(String[] args) {
    ProcessDefaults.apply();
    ServiceMain.endWithStandardInput();
    int failed = CRASHED;
    try {
      failed =
          new SeedWalks(
                  args[0],
                  Long.parseLong(args[1]),
                  Integer.parseInt(args[2]),
                  Integer.parseInt(args[3]),
                  Integer.parseInt(args[4]))
              .run(System.out);
    } catch (Exception e) {
      LOG.error("The seeds were not walked to their end", e);
    }
    System.exit(failed);
  }
}

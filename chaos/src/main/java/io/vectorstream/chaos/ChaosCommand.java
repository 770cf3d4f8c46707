package io.vectorstream.chaos;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import io.vectorstream.local.JvmFlags;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of {@link Chaos}, and what is done with them. */
@Command(
    name = "chaos",
    sortOptions = false,
    description = {
      "Kills the pipeline, the store and the broker while events stream through, and compares what"
          + " was sent with what is stored and dead-lettered, by id."
    })
final class ChaosCommand implements Callable<Integer> {

  private static final int SHOWN = 20;
  private static final int SEEDS = 1_000_000;

  @Spec private CommandSpec spec;

  @Option(
      names = "--runner",
      defaultValue = "SparkRunner",
      paramLabel = "NAME",
      description =
          "What the pipeline runs on, SparkRunner or DirectRunner. Default: ${DEFAULT-VALUE}.")
  private String runner;

  @Option(
      names = "--minutes",
      defaultValue = "30",
      paramLabel = "N",
      description =
          "How long events are sent, or longer if not all kills have been made by then; may be a"
              + " fraction. Default: ${DEFAULT-VALUE}.")
  private double minutes;

  @Option(
      names = "--rate",
      defaultValue = "500",
      paramLabel = "N",
      description = "Events per second. Default: ${DEFAULT-VALUE}.")
  private int rate;

  @Option(
      names = "--partitions",
      defaultValue = "4",
      paramLabel = "N",
      description = "How many partitions the topic has. Default: ${DEFAULT-VALUE}.")
  private int partitions;

  @Option(
      names = "--transactions",
      description = "Send in transactions, about three a second, of which one in ten is aborted.")
  private boolean transactions;

  @Option(
      names = "--pipeline-kills",
      defaultValue = "20",
      paramLabel = "N",
      description = "How often the pipeline is killed. Default: ${DEFAULT-VALUE}.")
  private int pipelineKills;

  @Option(
      names = "--store-kills",
      defaultValue = "5",
      paramLabel = "N",
      description = "How often the store is killed. Default: ${DEFAULT-VALUE}.")
  private int storeKills;

  @Option(
      names = "--broker-kills",
      defaultValue = "3",
      paramLabel = "N",
      description = "How often the broker is killed. Default: ${DEFAULT-VALUE}.")
  private int brokerKills;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description =
          "Equal seeds kill at equal moments and abort equal transactions. Default: another one each time.")
  private @Nullable Long seed;

  @Option(
      names = "--folder",
      paramLabel = "PATH",
      description =
          "Where data and logs go; has to be empty or missing. Default: a temporary folder, deleted"
              + " unless something is wrong.")
  private @Nullable Path folder;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  @SuppressWarnings("UnusedVariable") // picocli reads the annotation.
  private boolean help;

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    ChaosSettings settings = settings();
    out.println("Seed " + settings.seed() + ", data and logs in " + settings.folder());
    out.flush();
    ChaosResult result;
    try {
      result = new ChaosRun(settings).run();
    } catch (ChaosException e) {
      spec.commandLine().getErr().println(e.getMessage());
      return 1;
    }
    out.println();
    out.println(ResultTable.of(result));
    list(out, "Missing", result.comparison().missing());
    list(out, "Extra", result.comparison().extra());
    out.flush();
    boolean proven = result.holds();
    if (proven && folder == null) {
      MoreFiles.deleteRecursively(settings.folder(), RecursiveDeleteOption.ALLOW_INSECURE);
    }
    return proven ? 0 : 1;
  }

  private ChaosSettings settings() throws IOException {
    require(
        runner.equals("SparkRunner") || runner.equals("DirectRunner"),
        "--runner has to be SparkRunner or DirectRunner, it is " + runner);
    require(minutes > 0, "--minutes has to be above 0, it is " + minutes);
    require(rate >= 1, "--rate has to be at least 1, it is " + rate);
    require(partitions >= 1, "--partitions has to be at least 1, it is " + partitions);
    require(pipelineKills >= 0, "--pipeline-kills has to be at least 0, it is " + pipelineKills);
    require(storeKills >= 0, "--store-kills has to be at least 0, it is " + storeKills);
    require(brokerKills >= 0, "--broker-kills has to be at least 0, it is " + brokerKills);
    return new ChaosSettings(
        runner,
        Duration.ofMillis((long) (minutes * 60_000)),
        partitions,
        transactions,
        rate,
        Map.of(
            Service.PIPELINE, pipelineKills,
            Service.STORE, storeKills,
            Service.BROKER, brokerKills),
        seed == null ? ThreadLocalRandom.current().nextInt(SEEDS) : seed,
        JvmFlags.read(),
        usableFolder());
  }

  private Path usableFolder() throws IOException {
    if (folder == null) {
      return Files.createTempDirectory("vectorstream-chaos");
    }
    Files.createDirectories(folder);
    try (var content = Files.list(folder)) {
      require(content.findAny().isEmpty(), "--folder has to be empty: " + folder);
    }
    return folder.toAbsolutePath();
  }

  private void require(boolean condition, String message) {
    if (!condition) {
      throw new ParameterException(spec.commandLine(), message);
    }
  }

  private static void list(PrintWriter out, String name, List<String> phrases) {
    if (!phrases.isEmpty()) {
      out.printf("%n%s: %s%n", name, String.join("; ", phrases.stream().limit(SHOWN).toList()));
    }
  }
}

package io.vectorstream.chaos;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import io.vectorstream.local.JvmFlags;
import io.vectorstream.tools.command.ToolCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Kills the pipeline, the store and the broker while events stream through, and prints what became
 * of the events as tables in Markdown. The exit code is 0 if nothing is missing and nothing is too
 * much, else 1.
 */
@Command(
    name = "chaos",
    description = {
      "Kills the pipeline, the store and the broker while events stream through, and compares what"
          + " was sent with what is stored and dead-lettered, by id."
    })
public final class ChaosCommand extends ToolCommand {

  private static final int SHOWN = 20;
  private static final int SEEDS = 1_000_000;

  @Option(
      names = "--runner",
      defaultValue = "SparkRunner",
      paramLabel = "NAME",
      description = "What the pipeline runs on, SparkRunner or DirectRunner.")
  private String runner;

  @Option(
      names = "--minutes",
      defaultValue = "30",
      paramLabel = "N",
      description =
          "How long events are sent, or longer if not all kills have been made by then; may be a"
              + " fraction.")
  private double minutes;

  @Option(
      names = "--rate",
      defaultValue = "500",
      paramLabel = "N",
      description = "Events per second.")
  private int rate;

  @Option(
      names = "--partitions",
      defaultValue = "4",
      paramLabel = "N",
      description = "How many partitions the topic has.")
  private int partitions;

  @Option(
      names = "--transactions",
      description = "Send in transactions, about three a second, of which one in ten is aborted.")
  private boolean transactions;

  @Option(
      names = "--pipelineKills",
      defaultValue = "20",
      paramLabel = "N",
      description = "How often the pipeline is killed.")
  private int pipelineKills;

  @Option(
      names = "--storeKills",
      defaultValue = "5",
      paramLabel = "N",
      description = "How often the store is killed.")
  private int storeKills;

  @Option(
      names = "--brokerKills",
      defaultValue = "3",
      paramLabel = "N",
      description = "How often the broker is killed.")
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

  /** Runs, and ends the process. */
  public static void main(String[] args) {
    new ChaosCommand().runAndExit(args);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = out();
    ChaosSettings settings = settings();
    out.println("Seed " + settings.seed() + ", data and logs in " + settings.folder());
    ChaosResult result;
    try {
      result = new ChaosRun(settings).run();
    } catch (ChaosException e) {
      err().println(e.getMessage());
      return 1;
    }
    out.println();
    out.println(ResultTable.of(result));
    list(out, "Missing", result.comparison().missing());
    list(out, "Extra", result.comparison().extra());
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
    require(pipelineKills >= 0, "--pipelineKills has to be at least 0, it is " + pipelineKills);
    require(storeKills >= 0, "--storeKills has to be at least 0, it is " + storeKills);
    require(brokerKills >= 0, "--brokerKills has to be at least 0, it is " + brokerKills);
    Path empty = usableFolder();
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
        empty);
  }

  private Path usableFolder() throws IOException {
    if (folder == null) {
      return Files.createTempDirectory("vectorstream-chaos");
    }
    require(!Files.exists(folder) || Files.isDirectory(folder), "--folder is no folder: " + folder);
    Files.createDirectories(folder);
    try (var content = Files.list(folder)) {
      require(content.findAny().isEmpty(), "--folder has to be empty: " + folder);
    }
    return folder.toAbsolutePath();
  }

  private static void list(PrintWriter out, String name, List<String> phrases) {
    if (!phrases.isEmpty()) {
      out.printf("%n%s: %s%n", name, String.join("; ", phrases.stream().limit(SHOWN).toList()));
    }
  }
}

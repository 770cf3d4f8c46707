package io.vectorstream.tools.reconcile;

import io.vectorstream.pipeline.ProcessDefaults;
import io.vectorstream.pipeline.UserMistakeException;
import io.vectorstream.pipeline.settings.Tombstones;
import io.vectorstream.qdrant.connection.QdrantConnection;
import io.vectorstream.qdrant.connection.QdrantException;
import io.vectorstream.qdrant.point.PointLookup;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The flags of {@link Reconcile}, and what they are turned into. */
@Command(
    name = "reconcile",
    sortOptions = false,
    description = {
      "Reads a range of the topic and looks for records that are neither points of the collection"
          + " nor dead letters.",
      "Exit code: 0 if there are none, 1 if there are, 2 if that cannot be found out."
    },
    // Not 1, which says that something is missing.
    exitCodeOnExecutionException = CommandLine.ExitCode.USAGE,
    mixinStandardHelpOptions = false)
final class ReconcileCommand implements Callable<Integer> {

  private static final int MISSING = 1;

  @Spec private CommandSpec spec;
  @Mixin private KafkaFlags kafka;
  @Mixin private QdrantFlags qdrant;

  @Option(
      names = "--from",
      defaultValue = "earliest",
      paramLabel = "WHERE",
      description =
          "Where the range begins: earliest, latest, or a time such as 2026-01-31T09:30:00Z."
              + " Default: ${DEFAULT-VALUE}.")
  private String from;

  @Option(
      names = "--to",
      defaultValue = "latest",
      paramLabel = "WHERE",
      description =
          "Where it ends: the same words, latest being the end as it is at the start; or committed,"
              + " up to where the consumer group has finished, so that what a running pipeline has"
              + " yet to do is not taken for missing. Default: ${DEFAULT-VALUE}.")
  private String to;

  @Option(
      names = "--tombstones",
      paramLabel = "WORD",
      description =
          "What the pipeline does with a record with a key and no value, as there: deadletter or"
              + " delete. Needed where there are such records without a dead letter.")
  private @Nullable String tombstones;

  @Option(
      names = "--missing",
      paramLabel = "FILE",
      description =
          "Write all missing records to this file, replacing it, as JSON, one a line; without it the"
              + " first "
              + MissingList.SHOWN
              + " are shown.")
  private @Nullable Path missingFile;

  @Option(
      names = "--repair",
      description =
          "Append the missing records to the topic again, bytes and headers as they are, for the"
              + " pipeline to take them from there.")
  private boolean repair;

  @Option(
      names = "--wait",
      defaultValue = "60000",
      paramLabel = "MILLIS",
      description =
          "How many milliseconds --repair waits at most until they are stored or dead-lettered."
              + " Default: ${DEFAULT-VALUE}.")
  private long waitMillis;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  @SuppressWarnings("UnusedVariable") // picocli reads the annotation.
  private boolean help;

  /** Runs the command and returns its exit code; before 2 there is one sentence on {@code err}. */
  static int execute(PrintWriter out, PrintWriter err, String... args) {
    Optional<String> unreadable = ProcessDefaults.unreadable(args);
    if (unreadable.isPresent()) {
      return fail(err, unreadable.get());
    }
    return new CommandLine(new ReconcileCommand())
        .setOut(out)
        .setErr(err)
        .setParameterExceptionHandler((e, a) -> fail(err, e.getMessage() + " (see --help)"))
        .setExecutionExceptionHandler(
            (e, commandLine, result) -> {
              if (e instanceof UserMistakeException || e instanceof QdrantException) {
                return fail(err, e.getMessage());
              }
              throw e;
            })
        .execute(args);
  }

  @Override
  public Integer call() throws InterruptedException {
    RangeBound start = bound("--from", from);
    RangeBound end = bound("--to", to);
    require(start.kind() != RangeBound.Kind.COMMITTED, "--from cannot be committed, --to can");
    require(
        start.time() == null || end.time() == null || !start.time().isAfter(end.time()),
        "--from is later than --to");
    require(waitMillis >= 0, "--wait must be at least 0, was " + waitMillis);
    Tombstones rule =
        tombstones == null ? null : checked("--tombstones", () -> Tombstones.parse(tombstones));
    QdrantConnection connection = qdrant.connection(this::checked);
    try (TopicReader records = kafka.openTopic();
        TopicReader letters = kafka.openDeadLetterTopic();
        PointLookup points = PointLookup.open(connection, qdrant.collection())) {
      if (letters.partitions().isEmpty()) {
        spec.commandLine()
            .getErr()
            .println(
                "There is no topic " + letters.topic() + ": no record counts as dead-lettered");
      }
      TopicSlice whole = records.range(start, new RangeBound(RangeBound.Kind.LATEST, null));
      TopicSlice range = records.range(start, end).upToEndOf(whole);
      Reconciliation reconciliation =
          new Reconciliation(records, whole, letters, points, rule, this::openProgress);
      return reconcile(records, reconciliation, range);
    }
  }

  private int reconcile(TopicReader records, Reconciliation reconciliation, TopicSlice range)
      throws InterruptedException {
    try (MissingList list = MissingList.open(missingFile);
        Repair repairing = repair ? new Repair(kafka.connection()) : null) {
      Tally tally =
          reconciliation.run(
              range,
              missing -> {
                missing.forEach(list::add);
                if (repairing != null) {
                  repairing.send(missing);
                }
              });
      PrintWriter out = spec.commandLine().getOut();
      tally.print(out);
      list.print(out);
      out.flush();
      if (repairing == null || repairing.sent() == 0) {
        return tally.of(Fate.MISSING) == 0 ? CommandLine.ExitCode.OK : MISSING;
      }
      out.printf(Locale.ROOT, "Sent %,d records again%n", repairing.sent());
      out.flush();
      return await(records, reconciliation, repairing);
    }
  }

  private int await(TopicReader records, Reconciliation reconciliation, Repair repairing)
      throws InterruptedException {
    long open = repairing.await(records, reconciliation, Duration.ofMillis(waitMillis));
    PrintWriter out = spec.commandLine().getOut();
    if (open == 0) {
      out.println("All of them are stored or dead-lettered now");
    } else if (open == repairing.sent()) {
      out.println(
          "None of them is stored or dead-lettered yet: the next run of the pipeline takes them");
    } else {
      out.printf(
          Locale.ROOT,
          "%,d of them are stored or dead-lettered now, the pipeline has yet to do %,d%n",
          repairing.sent() - open,
          open);
    }
    out.flush();
    return open == 0 ? CommandLine.ExitCode.OK : MISSING;
  }

  private CheckProgress openProgress(String task, long total) {
    return CheckProgress.open(task, total, spec.commandLine().getErr());
  }

  private RangeBound bound(String flag, String text) {
    return checked(flag, () -> RangeBound.parse(text));
  }

  /** Names the flag in front of what the checked value says about itself. */
  private <T> T checked(String flag, Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), flag + ": " + e.getMessage(), e);
    }
  }

  private void require(boolean condition, String message) {
    if (!condition) {
      throw new ParameterException(spec.commandLine(), message);
    }
  }

  private static int fail(PrintWriter err, String sentence) {
    err.println(sentence);
    err.flush();
    return CommandLine.ExitCode.USAGE;
  }
}

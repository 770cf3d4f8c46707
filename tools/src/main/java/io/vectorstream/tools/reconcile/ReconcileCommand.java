package io.vectorstream.tools.reconcile;

import io.vectorstream.kafka.KafkaConnection;
import io.vectorstream.kafka.TopicSlice;
import io.vectorstream.pipeline.settings.DeadLetterTopics;
import io.vectorstream.pipeline.settings.Tombstones;
import io.vectorstream.qdrant.connection.QdrantConnection;
import io.vectorstream.qdrant.point.PatientLookup;
import io.vectorstream.tools.command.KafkaFlags;
import io.vectorstream.tools.command.LeftRecords;
import io.vectorstream.tools.command.MappingFlags;
import io.vectorstream.tools.command.QdrantFlags;
import io.vectorstream.tools.command.TaskProgress;
import io.vectorstream.tools.command.ToolCommand;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Looks for records of a topic that are neither stored nor dead-lettered. The exit code is 0 if
 * there are none, and 1 if there are.
 */
@Command(
    name = "reconcile",
    description = {
      "Reads a range of the topic and looks for records that are neither points of the collection"
          + " nor dead letters.",
      "Exit code: 0 if there are none, 1 if there are, 2 if that cannot be found out."
    })
public final class ReconcileCommand extends ToolCommand {

  private static final int MISSING = 1;

  /** Hours of reading are not lost to a restart of Qdrant. */
  private static final Duration MAX_OUTAGE = Duration.ofMinutes(1);

  @Mixin private KafkaFlags kafka;

  @Option(
      names = "--deadLetterTopic",
      paramLabel = "NAME",
      description = "The topic of its dead letters. Default: the topic's name and .dlq.")
  private @Nullable String deadLetterTopic;

  @Option(
      names = "--groupId",
      defaultValue = "vectorstream",
      paramLabel = "NAME",
      description = "The pipeline's consumer group, for --to=committed and --repair.")
  private String groupId;

  @Mixin private QdrantFlags qdrant;

  @Mixin private MappingFlags mapping;

  @Option(
      names = "--from",
      defaultValue = "earliest",
      paramLabel = "WHERE",
      description =
          "Where the range begins: earliest, latest, or a time such as 2026-01-31T09:30:00Z.")
  private String from;

  @Option(
      names = "--to",
      defaultValue = "latest",
      paramLabel = "WHERE",
      description =
          "Where it ends: the same words, latest being the end as it is at the start; or committed,"
              + " up to where the consumer group has finished, so that what a running pipeline has"
              + " yet to do is not taken for missing.")
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
          "How many milliseconds --repair waits at most until they are stored or dead-lettered.")
  private long waitMillis;

  /** Compares, and ends the process. */
  public static void main(String[] args) {
    new ReconcileCommand().runAndExit(args);
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
    RecordReader reader = new RecordReader(mapping.reader().events());
    QdrantConnection store = qdrant.connection();
    KafkaConnection broker = kafka.connection();
    try (TopicReader records = TopicReader.open(broker, "--topic", kafka.topic(), groupId);
        TopicReader letters = openDeadLetterTopic(broker);
        PatientLookup points = PatientLookup.open(store, qdrant.collection(), MAX_OUTAGE)) {
      if (letters.partitions().isEmpty()) {
        err()
            .println(
                "There is no topic " + letters.topic() + ": no record counts as dead-lettered");
      }
      TopicSlice whole = records.range(start, new RangeBound(RangeBound.Kind.LATEST, null));
      TopicSlice range = records.range(start, end).upToEndOf(whole);
      Reconciliation reconciliation =
          new Reconciliation(reader, records, whole, letters, points, rule, this::openProgress);
      return reconcile(records, reconciliation, range);
    }
  }

  /** One that is not named may be missing, as it is before the pipeline's first run. */
  private TopicReader openDeadLetterTopic(KafkaConnection broker) {
    return deadLetterTopic == null
        ? new TopicReader(broker, DeadLetterTopics.BESIDE_EACH.apply(kafka.topic()), groupId)
        : TopicReader.open(broker, "--deadLetterTopic", deadLetterTopic, groupId);
  }

  private int reconcile(TopicReader records, Reconciliation reconciliation, TopicSlice range)
      throws InterruptedException {
    LeftRecords left = new LeftRecords(err());
    try (MissingList list = MissingList.open(missingFile);
        Repair repairing = repair ? openRepair(records, left) : null) {
      Tally tally = compare(reconciliation, range, list, repairing);
      tally.print(out());
      list.print(out());
      if (tally.of(Fate.MISSING) == 0) {
        return CommandLine.ExitCode.OK;
      }
      return repairing == null ? MISSING : settle(records, reconciliation, repairing, left.count());
    }
  }

  private Tally compare(
      Reconciliation reconciliation, TopicSlice range, MissingList list, @Nullable Repair repairing)
      throws InterruptedException {
    try {
      return reconciliation.run(
          range,
          missing -> {
            missing.forEach(list::add);
            if (repairing != null) {
              repairing.send(missing);
            }
          });
    } catch (RuntimeException e) {
      if (repairing != null) {
        out()
            .printf(
                Locale.ROOT,
                "Sent at least %,d records again, and did not get further%n",
                repairing.sent());
      }
      throw e;
    }
  }

  private Repair openRepair(TopicReader records, LeftRecords left) throws InterruptedException {
    TopicSlice untaken =
        records.range(
            new RangeBound(RangeBound.Kind.COMMITTED, null),
            new RangeBound(RangeBound.Kind.LATEST, null));
    Repair repairing = Repair.open(kafka.connection(), records.topic(), left);
    try (TaskProgress shown = openProgress("Copies", untaken.size())) {
      repairing.findCopies(records, untaken, shown);
      return repairing;
    } catch (RuntimeException | InterruptedException e) {
      repairing.close();
      throw e;
    }
  }

  private int settle(
      TopicReader records, Reconciliation reconciliation, Repair repairing, long refused)
      throws InterruptedException {
    if (refused > 0) {
      out().printf(Locale.ROOT, "Left %,d that Kafka does not take%n", refused);
    }
    if (repairing.waiting() > 0) {
      out()
          .printf(
              Locale.ROOT,
              "Left %,d of which the pipeline has yet to take a copy%n",
              repairing.waiting());
    }
    out().printf(Locale.ROOT, "Sent %,d records again%n", repairing.sent());
    boolean areSettled = repairing.sent() > 0 && await(records, reconciliation, repairing);
    return areSettled && refused + repairing.waiting() == 0 ? CommandLine.ExitCode.OK : MISSING;
  }

  private boolean await(TopicReader records, Reconciliation reconciliation, Repair repairing)
      throws InterruptedException {
    long open = repairing.await(records, reconciliation, Duration.ofMillis(waitMillis));
    if (open == 0) {
      out().println("All of them are stored or dead-lettered now");
    } else if (open == repairing.sent()) {
      out()
          .println(
              "None of them is stored or dead-lettered yet: the next run of the pipeline takes them");
    } else {
      out()
          .printf(
              Locale.ROOT,
              "%,d of them are stored or dead-lettered now, the pipeline has yet to do %,d%n",
              repairing.sent() - open,
              open);
    }
    return open == 0;
  }

  private TaskProgress openProgress(String task, long total) {
    return TaskProgress.open(task, total, "records", err());
  }

  private RangeBound bound(String flag, String text) {
    return checked(flag, () -> RangeBound.parse(text));
  }
}

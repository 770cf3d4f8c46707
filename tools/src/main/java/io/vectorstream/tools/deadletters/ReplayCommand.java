package io.vectorstream.tools.deadletters;

import io.vectorstream.deadletter.archive.LetterArchive;
import io.vectorstream.deadletter.archive.LetterReplay;
import io.vectorstream.deadletter.archive.ReplayOutcome;
import io.vectorstream.deadletter.archive.ReplayTally;
import io.vectorstream.kafka.KafkaConnection;
import io.vectorstream.pipeline.UserMistakeException;
import io.vectorstream.tools.command.LeftRecords;
import java.util.Locale;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sends the records of letters to their topic again. */
@Command(
    name = "replay",
    description = {
      "Sends the record of a letter, or of all letters that the flags leave, to its topic and"
          + " partition again, for the pipeline to take it from there. The letters stay.",
      "Exit code: 0 if all were sent, 1 if some were not, 2 if that cannot be done."
    })
final class ReplayCommand extends LettersCommand {

  private static final int LEFT = 1;

  @Parameters(
      arity = "0..1",
      paramLabel = "PARTITION/OFFSET",
      converter = LetterAddress.Converter.class,
      description = "Where the letter stands, as list prints it.")
  private @Nullable LetterAddress address;

  @Option(names = "--all", description = "Replay all letters, or all that the flags below leave.")
  private boolean all;

  @Mixin private FilterFlags filter;

  private LeftRecords left;
  private long sent;

  @Override
  void check() {
    require(address != null || all, "PARTITION/OFFSET or --all has to be given");
    require(address == null || !all, "PARTITION/OFFSET and --all cannot be given together");
    require(
        all || !filter.areGiven(), "--stage, --reason, --since and --until can only go with --all");
    filter.filter();
  }

  @Override
  int run(KafkaConnection connection, LetterArchive letters) throws InterruptedException {
    left = new LeftRecords(err());
    try (LetterReplay replay = new LetterReplay(connection, letters, topic()::equals)) {
      return all ? replayAll(replay) : replayOne(replay, letters.topic());
    }
  }

  private int replayOne(LetterReplay replay, String topic) throws InterruptedException {
    ReplayOutcome outcome =
        replay
            .replay(address.partition(), address.offset())
            .orElseThrow(
                () ->
                    new UserMistakeException(
                        "there is no letter at " + address + " of the topic " + topic));
    tell(outcome);
    return outcome.isSent() ? end(new ReplayTally(1, 0, 0)) : end(new ReplayTally(0, 0, 1));
  }

  private int replayAll(LetterReplay replay) throws InterruptedException {
    try {
      return end(replay.replayAll(filter.filter(), this::tell, progress -> {}));
    } catch (KafkaException e) {
      out()
          .printf(
              Locale.ROOT,
              "Sent at least %,d again, left %,d, and did not get further%n",
              sent,
              left.count());
      throw e;
    }
  }

  private void tell(ReplayOutcome outcome) {
    if (outcome.isSent()) {
      sent++;
    } else {
      left.add(outcome.partition(), outcome.offset(), outcome.obstacle());
    }
  }

  private int end(ReplayTally tally) {
    out().printf(Locale.ROOT, "Sent %,d again, left %,d", tally.sent(), tally.left());
    if (tally.repeated() > 0) {
      out().printf(Locale.ROOT, "; %,d were about the same records", tally.repeated());
    }
    out().println();
    return tally.left() == 0 ? CommandLine.ExitCode.OK : LEFT;
  }
}

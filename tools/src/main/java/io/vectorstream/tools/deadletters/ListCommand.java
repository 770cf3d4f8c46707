package io.vectorstream.tools.deadletters;

import io.vectorstream.deadletter.archive.ArchivedLetter;
import io.vectorstream.deadletter.archive.LetterArchive;
import io.vectorstream.deadletter.archive.LetterCounts;
import io.vectorstream.deadletter.archive.LetterPage;
import io.vectorstream.kafka.KafkaConnection;
import io.vectorstream.tools.command.Printable;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints the newest letters, or how many there are of each kind. */
@Command(
    name = "list",
    description =
        "Prints the newest letters, newest first: PARTITION/OFFSET in the dead-letter topic, time,"
            + " stage, where the record came from, reason, and the beginning of key and value.")
final class ListCommand extends LettersCommand {

  private static final int SHOWN_CHARACTERS = 160;

  /** Of reasons, the commonest. */
  private static final int SHOWN_REASONS = 20;

  @Mixin private FilterFlags filter;

  @Option(
      names = "--limit",
      defaultValue = "20",
      paramLabel = "N",
      description =
          "How many letters are printed at most, 1 to " + LetterArchive.LONGEST_LIST + ".")
  private int limit;

  @Option(
      names = "--counts",
      description =
          "Print how many letters have which stage and which reason instead, of the newest "
              + LetterArchive.LARGEST_COUNT
              + " at most.")
  private boolean counts;

  @Override
  void check() {
    filter.filter();
    require(
        limit >= 1 && limit <= LetterArchive.LONGEST_LIST,
        "--limit has to be 1 to " + LetterArchive.LONGEST_LIST + ", it is " + limit);
  }

  @Override
  int run(KafkaConnection connection, LetterArchive letters) throws InterruptedException {
    if (counts) {
      print(letters.count(filter.filter(), LetterArchive.LARGEST_COUNT));
    } else {
      print(letters.list(filter.filter(), limit));
    }
    return 0;
  }

  private void print(LetterPage page) {
    page.letters().forEach(this::print);
    if (page.isCutShort()) {
      err()
          .printf(
              Locale.ROOT,
              "Only the newest %,d letters were looked at: --since and --until reach others%n",
              page.read());
    } else if (page.letters().isEmpty()) {
      err().println("There is no such letter");
    }
  }

  private void print(ArchivedLetter letter) {
    LetterText text = new LetterText(letter);
    out()
        .printf(
            "%s  %s  %s  of %s%n      %s%n      key %s, value %s%n",
            text.address(),
            text.time(),
            text.stage(),
            text.origin(),
            text.reason(),
            text.key(SHOWN_CHARACTERS),
            text.value(SHOWN_CHARACTERS));
  }

  private void print(LetterCounts counted) {
    out()
        .printf(
            Locale.ROOT,
            counted.isAll() ? "All %,d letters%n" : "The newest %,d letters%n",
            counted.counted());
    counted.byStage().forEach(this::count);
    if (!counted.byReason().isEmpty()) {
      out().println("Reasons, such as");
    }
    counted.byReason().stream()
        .limit(SHOWN_REASONS)
        .forEach(reason -> count(reason.reason(), reason.count()));
    long others =
        counted.byReason().stream()
            .skip(SHOWN_REASONS)
            .mapToLong(LetterCounts.OfReason::count)
            .sum();
    if (others > 0) {
      count("other reasons", others);
    }
  }

  private void count(String what, long count) {
    out().printf(Locale.ROOT, "%,12d  %s%n", count, Printable.line(what));
  }
}

package io.vectorstream.tools.deadletters;

import io.vectorstream.deadletter.archive.ArchivedLetter;
import io.vectorstream.deadletter.archive.LetterArchive;
import io.vectorstream.deadletter.archive.LetterBytes;
import io.vectorstream.kafka.KafkaConnection;
import io.vectorstream.pipeline.UserMistakeException;
import io.vectorstream.tools.command.Printable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Prints one letter whole. */
@Command(
    name = "show",
    description =
        "Prints one letter whole: what is UTF-8 as text, without control characters, all else as"
            + " base64.")
final class ShowCommand extends LettersCommand {

  private static final String INDENT = "    ";

  @ParentCommand private DeadLettersCommand parent;

  @Parameters(
      paramLabel = "PARTITION/OFFSET",
      converter = LetterAddress.Converter.class,
      description = "Where the letter stands, as list prints it.")
  private LetterAddress address;

  @Option(
      names = "--raw",
      description = "Write nothing but the value, its bytes as they are, to standard output.")
  private boolean raw;

  @Override
  void check() {}

  @Override
  int run(KafkaConnection connection, LetterArchive letters) throws InterruptedException {
    ArchivedLetter letter =
        letters
            .get(address.partition(), address.offset())
            .orElseThrow(
                () ->
                    new UserMistakeException(
                        "there is no letter at " + address + " of the topic " + letters.topic()));
    if (raw) {
      write(letter);
    } else {
      print(letter);
    }
    return 0;
  }

  private void write(ArchivedLetter letter) {
    if (letter.value() == null) {
      throw new UserMistakeException(
          letter.omittedBytes() == null
              ? "the record of the letter at " + address + " has no value"
              : "the letter at " + address + " has no content: its record was too large for it");
    }
    try {
      parent.bytes().write(letter.value().bytes());
      parent.bytes().flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void print(ArchivedLetter letter) {
    LetterText text = new LetterText(letter);
    line("letter", text.address().toString());
    line("time", text.time());
    line("stage", text.stage());
    line("reason", text.reason());
    line("exception", text.exceptionClass());
    line("record", text.origin());
    line("its time", text.originTime());
    if (letter.omittedBytes() != null) {
      line("left out", letter.omittedBytes() + " bytes, too many for a letter");
      return;
    }
    letter.headers().forEach(header -> line("header", text.header(header)));
    block("key", letter.key());
    block("value", letter.value());
  }

  private void line(String name, String text) {
    out().printf("%-10s%s%n", name, text);
  }

  private void block(String name, @Nullable LetterBytes bytes) {
    if (bytes == null) {
      line(name, "(none)");
      return;
    }
    Optional<String> text = bytes.text();
    line(
        name,
        bytes.size() + (text.isPresent() ? " bytes" : " bytes, which are not UTF-8, as base64"));
    out()
        .println(
            text.map(lines -> Printable.block(lines, INDENT))
                .orElseGet(() -> INDENT + Base64.getEncoder().encodeToString(bytes.bytes())));
  }
}

package io.vectorstream.tools.deadletters;

import io.vectorstream.deadletter.RecordPlace;
import io.vectorstream.deadletter.archive.ArchivedLetter;
import io.vectorstream.deadletter.archive.LetterBytes;
import io.vectorstream.tools.command.Printable;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** The parts of a letter as a person reads them, each one line of visible characters. */
final class LetterText {

  private static final String UNKNOWN = "unknown";

  private final ArchivedLetter letter;

  LetterText(ArchivedLetter letter) {
    this.letter = letter;
  }

  LetterAddress address() {
    return new LetterAddress(letter.partition(), letter.offset());
  }

  String time() {
    return letter.time().toString();
  }

  String stage() {
    return orUnknown(letter.stage());
  }

  String reason() {
    return orUnknown(letter.reason());
  }

  String exceptionClass() {
    return letter.exceptionClass() == null ? "(none)" : Printable.line(letter.exceptionClass());
  }

  /** Topic, partition and offset. */
  String origin() {
    RecordPlace origin = letter.origin();
    return origin == null
        ? UNKNOWN
        : Printable.line(origin.topic()) + " " + origin.partition() + "/" + origin.offset();
  }

  String originTime() {
    return letter.originTime() == null ? UNKNOWN : letter.originTime().toString();
  }

  String key(int mostCharacters) {
    return bytes(letter.key(), mostCharacters);
  }

  String value(int mostCharacters) {
    return bytes(letter.value(), mostCharacters);
  }

  /** A header that the record had. */
  String header(Header header) {
    String value =
        header.value() == null
            ? "(none)"
            : bytes(LetterBytes.of(header.value()), Integer.MAX_VALUE);
    return Printable.line(header.key()) + ": " + value;
  }

  private String bytes(@Nullable LetterBytes bytes, int mostCharacters) {
    if (bytes == null) {
      return letter.omittedBytes() == null ? "(none)" : "(left out)";
    }
    LetterBytes.Shown shown = bytes.shown(mostCharacters);
    String text = Printable.line(shown.text()) + (shown.isCut() ? "…" : "");
    return shown.isBase64() ? "base64 " + text : text;
  }

  private static String orUnknown(@Nullable String text) {
    return text == null ? UNKNOWN : Printable.line(text);
  }
}

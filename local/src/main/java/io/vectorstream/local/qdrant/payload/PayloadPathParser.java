package io.vectorstream.local.qdrant.payload;

import io.vectorstream.local.qdrant.grpc.Failures;
import io.vectorstream.local.qdrant.payload.PayloadPath.Step;
import java.util.ArrayList;
import java.util.List;

/** Reads a {@link PayloadPath} from text; anything else than a path is refused. */
final class PayloadPathParser {
  private static final int MAX_INDEX_DIGITS = 9;

  private final String text;
  private int position;

  PayloadPathParser(String text) {
    this.text = text;
  }

  PayloadPath parse() {
    String firstKey = key();
    List<Step> steps = new ArrayList<>();
    while (position < text.length()) {
      if (accept('.')) {
        steps.add(Step.intoKey(key()));
      } else if (accept('[')) {
        steps.add(element());
      } else {
        throw invalid();
      }
    }
    return new PayloadPath(firstKey, steps);
  }

  private String key() {
    int start = position;
    if (accept('"')) {
      int end = text.indexOf('"', position);
      if (end < 0 || text.substring(position, end).indexOf('\\') >= 0) {
        throw invalid();
      }
      position = end + 1;
      return text.substring(start + 1, end);
    }
    while (position < text.length() && isBare(text.codePointAt(position))) {
      position += Character.charCount(text.codePointAt(position));
    }
    if (position == start) {
      throw invalid();
    }
    return text.substring(start, position);
  }

  private Step element() {
    int end = text.indexOf(']', position);
    if (end < 0) {
      throw invalid();
    }
    String digits = text.substring(position, end);
    position = end + 1;
    if (digits.isEmpty()) {
      return Step.EVERY_ELEMENT;
    }
    if (digits.length() > MAX_INDEX_DIGITS || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw invalid();
    }
    return new Step("", Integer.parseInt(digits));
  }

  private boolean accept(char expected) {
    if (position < text.length() && text.charAt(position) == expected) {
      position++;
      return true;
    }
    return false;
  }

  private static boolean isBare(int codePoint) {
    return codePoint == '_' || codePoint == '-' || Words.isWordCharacter(codePoint);
  }

  private RuntimeException invalid() {
    return Failures.wrongInput("Failed to parse json path: '" + text + "'");
  }
}

package io.vectorstream.tools.command;

import java.util.HexFormat;

/**
 * Makes text fit for a terminal. Whatever a record holds, it must not move the cursor, change
 * colours, turn the writing direction or look like a line that the command wrote.
 */
public final class Printable {

  private static final HexFormat HEX = HexFormat.of();

  private Printable() {}

  /** One line: what is no visible character stands as its escape, as in JSON. */
  public static String line(String text) {
    StringBuilder printable = new StringBuilder(text.length());
    text.codePoints().forEach(character -> append(printable, character));
    return printable.toString();
  }

  /** The same of a text of several lines, each of them behind an indent. */
  public static String block(String text, String indent) {
    StringBuilder printable = new StringBuilder(text.length());
    for (String line : text.split("\r?\n", -1)) {
      if (!printable.isEmpty()) {
        printable.append(System.lineSeparator());
      }
      printable.append(indent).append(line(line));
    }
    return printable.toString();
  }

  private static void append(StringBuilder printable, int character) {
    if (isVisible(character)) {
      printable.appendCodePoint(character);
      return;
    }
    for (char unit : Character.toChars(character)) {
      printable.append("\\u").append(HEX.toHexDigits(unit));
    }
  }

  private static boolean isVisible(int character) {
    return character == ' '
        || switch (Character.getType(character)) {
          case Character.CONTROL,
              Character.FORMAT,
              Character.SURROGATE,
              Character.PRIVATE_USE,
              Character.UNASSIGNED,
              Character.LINE_SEPARATOR,
              Character.PARAGRAPH_SEPARATOR ->
              false;
          default -> true;
        };
  }
}

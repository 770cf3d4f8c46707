package io.vectorstream.benchmarks;

import java.util.Collections;
import java.util.Locale;

/** Prints a table of docs/benchmarks.md row by row. */
final class MarkdownTable {

  private MarkdownTable() {}

  /** The first row, and the line below it. */
  static void head(String... cells) {
    row(cells);
    row(Collections.nCopies(cells.length, "---").toArray(String[]::new));
  }

  static void row(String... cells) {
    System.out.println("| " + String.join(" | ", cells) + " |");
  }

  static String format(String format, Object... arguments) {
    return String.format(Locale.ROOT, format, arguments);
  }
}

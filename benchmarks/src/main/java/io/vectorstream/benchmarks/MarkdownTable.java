package io.vectorstream.benchmarks;

import java.util.Collections;
import java.util.Locale;

/** Prints a table of docs/benchmarks.md row by row. */
public final class MarkdownTable {

  private MarkdownTable() {}

  /** The first row, and the line below it. */
  public static void head(String... cells) {
    row(cells);
    row(Collections.nCopies(cells.length, "---").toArray(String[]::new));
  }

  /** A row. */
  public static void row(String... cells) {
    System.out.println("| " + String.join(" | ", cells) + " |");
  }

  /** Formats a cell as everywhere in the world alike. */
  public static String format(String format, Object... arguments) {
    return String.format(Locale.ROOT, format, arguments);
  }
}

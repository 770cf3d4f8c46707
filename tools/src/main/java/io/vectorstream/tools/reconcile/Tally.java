package io.vectorstream.tools.reconcile;

import java.io.PrintWriter;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Counts records by what they are and by what became of them. */
final class Tally {

  private final Map<Kind, Long> kinds = new EnumMap<>(Kind.class);
  private final Map<Fate, Long> fates = new EnumMap<>(Fate.class);

  void add(CheckedRecord record) {
    kinds.merge(record.kind(), 1L, Long::sum);
    add(record.fate(), 1);
  }

  void add(Fate fate, long count) {
    fates.merge(fate, count, Long::sum);
  }

  long of(Kind kind) {
    return kinds.getOrDefault(kind, 0L);
  }

  long of(Fate fate) {
    return fates.getOrDefault(fate, 0L);
  }

  long read() {
    return kinds.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Prints a line for each count: read is the sum of the next three, and of the last five. */
  void print(PrintWriter out) {
    line(out, "read", read());
    line(out, "events", of(Kind.EVENT));
    line(out, "unreadable", of(Kind.UNREADABLE));
    line(out, "tombstones", of(Kind.TOMBSTONE));
    line(out, "stored", of(Fate.STORED));
    line(out, "dead-lettered", of(Fate.DEAD_LETTERED));
    line(out, "deleted by a tombstone", of(Fate.DELETED));
    line(out, "tombstones carried out", of(Fate.CARRIED_OUT));
    line(out, "missing", of(Fate.MISSING));
  }

  private static void line(PrintWriter out, String name, long count) {
    out.printf(Locale.ROOT, "%-24s%,15d%n", name, count);
  }
}

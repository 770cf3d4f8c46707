package io.vectorstream.tools.reconcile;

/** What became of a record. */
enum Fate {
  /** An event whose point is in the collection. */
  STORED,

  /** A record that is in the dead-letter topic. */
  DEAD_LETTERED,

  /** An event without a point, which a later tombstone accounts for. */
  DELETED,

  /** A tombstone whose point is gone, or was written again by a later event. */
  CARRIED_OUT,

  /**
   * A tombstone whose point is there. Whether a later event wrote it is yet to be found out: if
   * not, it is missing.
   */
  NOT_CARRIED_OUT,

  /** A record that is nowhere. */
  MISSING
}

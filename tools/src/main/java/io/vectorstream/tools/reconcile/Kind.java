package io.vectorstream.tools.reconcile;

/** What a record is. */
enum Kind {
  /** An event. */
  EVENT,

  /** No event and no tombstone: the pipeline dead-letters it. */
  UNREADABLE,

  /** A record with a key and no value. */
  TOMBSTONE
}

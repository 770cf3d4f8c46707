package io.vectorstream.chaos.walk;

/** What {@code --versionField} is. */
enum VersionField {
  NONE,
  TIMESTAMP,
  /** A number. */
  REV
}

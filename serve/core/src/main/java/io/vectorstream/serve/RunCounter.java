package io.vectorstream.serve;

/** What a run counts. */
public enum RunCounter {
  /** Events read from Kafka. */
  EVENTS_READ,

  /** Events that could be read as such. */
  EVENTS_PARSED,

  /** Texts that went through the model. */
  TEXTS_EMBEDDED,

  /** Events whose vector was there already. */
  CACHE_HITS,

  /** Graphics cards that stopped working. */
  DEVICES_LOST,

  /** Events whose point, or a newer one of the same id, the store has acknowledged. */
  POINTS_WRITTEN,

  /** Tombstones that have taken a point away. */
  POINTS_DELETED,

  /** Tombstones that had nothing to delete. */
  DELETIONS_WITHOUT_EFFECT,

  /** Points and deletions that a newer one of the same id superseded. */
  POINTS_SUPERSEDED,

  /** Points that the store did not take. */
  POINTS_REJECTED,

  /** Bytes of the points in acknowledged calls to the store. */
  WRITTEN_BYTES,

  /** Calls to the store that were made again after a failure. */
  CALLS_RETRIED,

  /** Pipelines after the first one of the run. */
  PIPELINE_RESTARTS
}

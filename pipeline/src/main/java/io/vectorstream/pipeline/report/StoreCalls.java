package io.vectorstream.pipeline.report;

import io.vectorstream.metrics.Histogram;

/**
 * How the store is spoken to.
 *
 * @param newest the time of the newest element that was acknowledged, in milliseconds since the
 *     epoch; 0 if there is none
 * @param superseded points and deletions that a newer one of the same id superseded
 * @param rejected points that the store did not take
 * @param bytes of the points in acknowledged calls
 * @param retried calls that were made again after a failure
 * @param breaker the worst circuit breaker: 0 when calls go through, 1 when some are tried, 2 when
 *     none do
 * @param durations how long acknowledged calls took
 * @param sizes how many points they carried
 */
public record StoreCalls(
    long newest,
    long superseded,
    long rejected,
    long bytes,
    long retried,
    long breaker,
    Histogram durations,
    Histogram sizes) {

  static final StoreCalls NONE = new StoreCalls(0, 0, 0, 0, 0, 0, Histogram.NONE, Histogram.NONE);

  /** These and those of a later pipeline, whose circuit breakers are the ones that count. */
  StoreCalls plus(StoreCalls later) {
    return new StoreCalls(
        Math.max(newest, later.newest),
        superseded + later.superseded,
        rejected + later.rejected,
        bytes + later.bytes,
        retried + later.retried,
        later.breaker,
        durations.plus(later.durations),
        sizes.plus(later.sizes));
  }
}

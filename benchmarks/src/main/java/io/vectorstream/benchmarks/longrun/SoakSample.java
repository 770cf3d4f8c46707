package io.vectorstream.benchmarks.longrun;

/**
 * A run's process at one moment.
 *
 * @param seconds since its start
 * @param residentMegabytes memory it holds
 * @param liveMegabytes Java objects that were left by the last collections of garbage
 * @param threads threads it has
 * @param files files and connections it has open
 * @param temporaryFiles files in its folder for temporary ones
 * @param blockMegabytes what Spark keeps as blocks, in memory and on disk
 * @param lag records that wait in Kafka
 * @param p50 milliseconds that half of the events of the last ten seconds did not exceed, end to
 *     end; -1 without events
 * @param p99 the same of all but one in a hundred
 */
record SoakSample(
    double seconds,
    double residentMegabytes,
    double liveMegabytes,
    long threads,
    long files,
    long temporaryFiles,
    double blockMegabytes,
    long lag,
    long p50,
    long p99) {}

/** Runs of many minutes, watched for what grows. */
package io.vectorstream.benchmarks.longrun;

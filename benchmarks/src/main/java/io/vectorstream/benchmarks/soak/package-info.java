/** A run of half an hour and more, watched for what grows. */
package io.vectorstream.benchmarks.soak;

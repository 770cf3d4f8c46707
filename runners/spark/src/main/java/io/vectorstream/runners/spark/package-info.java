/** What SparkRunner needs. */
package io.vectorstream.runners.spark;

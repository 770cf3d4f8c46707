package io.vectorstream.runners.spark;

import java.util.Optional;

/**
 * What {@code spark-submit} has told this process, which it does by system properties. Started in
 * another way, a process has been told nothing.
 */
final class SparkSubmission {

  private static final String MASTER = "spark.master";
  private static final String DEPLOY_MODE = "spark.submit.deployMode";

  private SparkSubmission() {}

  /** The master, which Spark prefers to that of the pipeline's options. */
  static Optional<String> master() {
    return Optional.ofNullable(System.getProperty(MASTER));
  }

  /** Whether this process was submitted, and executors are given the application's jar by Spark. */
  static boolean isPresent() {
    return System.getProperty(DEPLOY_MODE) != null;
  }

  /**
   * Whether this process is YARN's, which runs the application in it: it takes the return of main
   * for success, and an exit of the process, whatever its code, for a failure.
   */
  static boolean isWithinYarn() {
    return "cluster".equals(System.getProperty(DEPLOY_MODE))
        && "yarn".equals(System.getProperty(MASTER));
  }
}

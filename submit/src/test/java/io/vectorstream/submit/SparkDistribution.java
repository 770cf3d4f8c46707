package io.vectorstream.submit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * An installation of Spark as clusters have it, with its scripts and its jars.
 *
 * @param home its folder
 */
record SparkDistribution(Path home) {

  /** The one that the environment names; without one the test that asks is skipped. */
  static SparkDistribution find() {
    String home = System.getenv("SPARK_HOME");
    Assumptions.assumeTrue(
        home != null && Files.isExecutable(Path.of(home, "bin", "spark-submit")),
        "Not tested on a Spark distribution: SPARK_HOME names none, scripts/submit-test gets one");
    return new SparkDistribution(Path.of(home));
  }

  /** The script that runs one of Spark's classes. */
  Path sparkClass() {
    return home.resolve("bin").resolve("spark-class");
  }

  /** The jars that are on the class path of every process of a cluster. */
  List<Path> jars() throws IOException {
    try (Stream<Path> files = Files.list(home.resolve("jars"))) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
  }
}

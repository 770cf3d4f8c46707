package io.vectorstream.chaos;

import java.util.Arrays;

/** The program of a Spark master or worker that ends with who started it. */
final class SparkDaemon {

  private SparkDaemon() {}

  /** Runs the class that the first argument names, with the others as its own. */
  public static void main(String[] args) throws ReflectiveOperationException {
    ServiceMain.endWithStandardInput();
    Class.forName(args[0])
        .getMethod("main", String[].class)
        .invoke(null, (Object) Arrays.copyOfRange(args, 1, args.length));
  }
}

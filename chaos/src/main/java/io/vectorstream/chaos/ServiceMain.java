package io.vectorstream.chaos;

import io.vectorstream.local.kafka.EmbeddedKafka;
import io.vectorstream.local.qdrant.EmbeddedQdrant;
import io.vectorstream.pipeline.ProcessDefaults;
import io.vectorstream.pipeline.VectorStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The program of each process that is killed. It ends itself when its standard input ends, so that
 * none outlives a harness that was killed itself.
 */
public final class ServiceMain {

  private ServiceMain() {}

  /** Runs the service that the first argument names, with the others as its own. */
  public static void main(String[] args) {
    ProcessDefaults.apply();
    endWithStandardInput();
    switch (Service.valueOf(args[0])) {
      case BROKER -> EmbeddedKafka.start(Path.of(args[1]), Integer.parseInt(args[2]));
      case STORE -> EmbeddedQdrant.start(Path.of(args[1]), Integer.parseInt(args[2]));
      case PIPELINE -> VectorStream.main(Arrays.copyOfRange(args, 1, args.length));
    }
  }

  /** Lets this process not outlive the one that started it. */
  public static void endWithStandardInput() {
    // No daemon: it is what keeps the broker's and the store's processes alive.
    new Thread(ServiceMain::awaitEndOfInput, "end-with-standard-input").start();
  }

  @SuppressWarnings("StatementWithEmptyBody")
  private static void awaitEndOfInput() {
    try {
      while (System.in.read() >= 0) {}
    } catch (IOException e) {
      // A broken pipe is an end as well.
    }
    Runtime.getRuntime().halt(1);
  }
}

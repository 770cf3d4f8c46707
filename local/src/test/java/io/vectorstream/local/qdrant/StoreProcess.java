package io.vectorstream.local.qdrant;

import java.nio.file.Path;

/** A store in a process of its own, for {@link KilledProcessTest}: prints its port and waits. */
final class StoreProcess {
  private StoreProcess() {}

  public static void main(String[] args) throws Exception {
    try (EmbeddedQdrant store = EmbeddedQdrant.start(Path.of(args[0]))) {
      System.out.println(store.port());
      while (System.in.read() >= 0) {
        // until whoever started this process closes its input
      }
    }
  }
}

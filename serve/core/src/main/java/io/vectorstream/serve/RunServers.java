package io.vectorstream.serve;

import java.util.Optional;
import java.util.ServiceLoader;

/** Finds the server on the class path. */
public final class RunServers {

  private RunServers() {}

  /** The server; nothing if there is none, and a run is not served. */
  public static Optional<RunServer> find() {
    return ServiceLoader.load(RunServer.class, RunServer.class.getClassLoader()).findFirst();
  }
}

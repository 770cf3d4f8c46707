package io.vectorstream.serve;

import java.io.IOException;

/**
 * Serves what a run shows of itself. An implementation is found with {@link
 * java.util.ServiceLoader}, so that the application knows neither a server nor its protocol.
 */
public interface RunServer {

  /** A server at work. */
  interface Started extends AutoCloseable {

    /** Where it is reached, such as {@code http://localhost:8080}. */
    String url();

    /** Ends it at once, whoever is waiting for an answer. */
    @Override
    void close();
  }

  /**
   * Begins to serve.
   *
   * @throws IOException if the address cannot be listened on
   */
  Started start(ServeSettings settings, RunView run) throws IOException;
}

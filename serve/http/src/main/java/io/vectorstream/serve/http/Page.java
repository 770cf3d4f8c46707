package io.vectorstream.serve.http;

import org.eclipse.jetty.server.Request;

/** What a path is answered with. */
@FunctionalInterface
public interface Page {

  /**
   * Answers a request.
   *
   * @throws BadRequestException if the request is not as it has to be
   * @throws InterruptedException if the server ends meanwhile
   */
  Answer answer(Request request) throws InterruptedException;
}

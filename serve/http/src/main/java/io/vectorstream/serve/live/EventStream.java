package io.vectorstream.serve.live;

import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * One client that is told of events for as long as it listens. A client that does not take what it
 * was sent misses what comes meanwhile: nothing is kept for it, and nobody waits.
 */
final class EventStream {

  private final Response response;
  private final Callback request;
  private final Consumer<EventStream> ended;
  private boolean sending;
  private boolean over;

  /**
   * A client.
   *
   * @param request is completed when the stream ends
   * @param ended is told when the client is gone
   */
  EventStream(Response response, Callback request, Consumer<EventStream> ended) {
    this.response = response;
    this.request = request;
    this.ended = ended;
  }

  /** Sends something, unless the client has not taken the last of it. */
  void send(byte[] events) {
    synchronized (this) {
      if (sending || over) {
        return;
      }
      sending = true;
    }
    response.write(false, ByteBuffer.wrap(events), Callback.from(this::sent, this::fail));
  }

  private synchronized void sent() {
    sending = false;
  }

  private void fail(Throwable failure) {
    if (isFirstToEnd()) {
      ended.accept(this);
      request.failed(failure);
    }
  }

  /** Ends it from this side. */
  void close() {
    if (isFirstToEnd()) {
      request.succeeded();
    }
  }

  private synchronized boolean isFirstToEnd() {
    boolean first = !over;
    over = true;
    return first;
  }
}

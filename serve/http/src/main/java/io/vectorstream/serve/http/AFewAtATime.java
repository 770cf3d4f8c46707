package io.vectorstream.serve.http;

import java.time.Duration;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.QoSHandler;
import org.eclipse.jetty.util.Callback;

/** Lets some requests through at a time, some wait, and turns the rest away. */
final class AFewAtATime extends QoSHandler {

  private static final int AT_A_TIME = 2;
  private static final int WAITING = 16;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  AFewAtATime(Handler handler) {
    super(handler);
    setMaxRequestCount(AT_A_TIME);
    setMaxSuspendedRequestCount(WAITING);
    setMaxSuspend(PATIENCE);
  }

  @Override
  protected void failSuspended(
      Request request, Response response, Callback callback, int status, Throwable failure) {
    turnAway(request, response, callback);
  }

  @Override
  protected void reject(Request request, Response response, Callback callback, int status) {
    turnAway(request, response, callback);
  }

  private static void turnAway(Request request, Response response, Callback callback) {
    response.getHeaders().put(HttpHeader.RETRY_AFTER, 1);
    Answers.send(
        Answer.error(503, "too much is asked at once, try again later"),
        request,
        response,
        callback);
  }
}

package io.vectorstream.serve.http;

import io.vectorstream.qdrant.connection.QdrantException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Makes answers, and sends them. */
final class Answers {

  private Answers() {}

  /** A page's answer, or what kept it from one. */
  static Answer of(Page page, Request request) {
    try {
      return page.answer(request);
    } catch (BadRequestException e) {
      return Answer.error(400, e.getMessage());
    } catch (QdrantException e) {
      return Answer.error(503, e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Answer.error(503, "the run ends");
    }
  }

  static void send(Answer answer, Request request, Response response, Callback callback) {
    response.setStatus(answer.status());
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, answer.contentType());
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, answer.body().length);
    boolean withoutBody = HttpMethod.HEAD.is(request.getMethod());
    response.write(true, withoutBody ? null : ByteBuffer.wrap(answer.body()), callback);
  }
}

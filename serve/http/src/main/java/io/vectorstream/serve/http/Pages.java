package io.vectorstream.serve.http;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers each request with the page of its path, without waiting for anything. */
final class Pages extends Handler.Abstract.NonBlocking {

  private static final String ALLOWED = "GET, HEAD";

  private final Map<String, Supplier<Answer>> pages;

  /**
   * Pages.
   *
   * @param pages by path
   */
  Pages(Map<String, Supplier<Answer>> pages) {
    this.pages = pages;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    response.getHeaders().put("X-Content-Type-Options", "nosniff");
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    Answer answer = answer(request, response);
    response.setStatus(answer.status());
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, answer.contentType());
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, answer.body().length);
    boolean withoutBody = HttpMethod.HEAD.is(request.getMethod());
    response.write(true, withoutBody ? null : ByteBuffer.wrap(answer.body()), callback);
    return true;
  }

  private Answer answer(Request request, Response response) {
    Supplier<Answer> page = pages.get(Request.getPathInContext(request));
    if (page == null) {
      return Answer.sentence(404, "There is nothing here.");
    }
    if (!HttpMethod.GET.is(request.getMethod()) && !HttpMethod.HEAD.is(request.getMethod())) {
      response.getHeaders().put(HttpHeader.ALLOW, ALLOWED);
      return Answer.sentence(405, "This can only be read, with GET or HEAD.");
    }
    return page.get();
  }
}

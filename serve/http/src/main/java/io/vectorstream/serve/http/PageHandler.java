package io.vectorstream.serve.http;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers requests that only read with a page. */
final class PageHandler extends Handler.Abstract {

  private static final String ALLOWED = "GET, HEAD";

  private final Page page;

  private PageHandler(InvocationType type, Page page) {
    super(type);
    this.page = page;
  }

  /** For a page that is there at once. */
  static PageHandler atOnce(Page page) {
    return new PageHandler(InvocationType.NON_BLOCKING, page);
  }

  /** For a page that others have to be asked for. */
  static PageHandler asking(Page page) {
    return new PageHandler(InvocationType.BLOCKING, page);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Answers.send(answer(request, response), request, response, callback);
    return true;
  }

  private Answer answer(Request request, Response response) {
    if (!HttpMethod.GET.is(request.getMethod()) && !HttpMethod.HEAD.is(request.getMethod())) {
      response.getHeaders().put(HttpHeader.ALLOW, ALLOWED);
      return Answer.sentence(405, "This can only be read, with GET or HEAD");
    }
    return Answers.of(page, request);
  }
}

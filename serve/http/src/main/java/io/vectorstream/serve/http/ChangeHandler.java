package io.vectorstream.serve.http;

import io.vectorstream.serve.AccessToken;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Has something changed by those who know the token, and not by a web page from somewhere else. */
final class ChangeHandler extends Handler.Abstract {

  private static final String SCHEME = "Bearer ";

  private final Optional<AccessToken> token;
  private final Page change;

  ChangeHandler(Optional<AccessToken> token, Page change) {
    super(InvocationType.BLOCKING);
    this.token = token;
    this.change = change;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Answers.send(answer(request, response), request, response, callback);
    return true;
  }

  private Answer answer(Request request, Response response) {
    if (!HttpMethod.POST.is(request.getMethod())) {
      response.getHeaders().put(HttpHeader.ALLOW, HttpMethod.POST.asString());
      return Answer.error(405, "this changes something, which only POST does");
    }
    if (isFromElsewhere(request)) {
      return Answer.error(403, "a page from somewhere else may not change anything here");
    }
    if (token.isEmpty()) {
      return Answer.error(
          403, "nothing can be changed here: the run was started without --httpTokenFile");
    }
    String given = request.getHeaders().get(HttpHeader.AUTHORIZATION);
    if (given == null
        || !given.startsWith(SCHEME)
        || !token.get().matches(given.substring(SCHEME.length()))) {
      response.getHeaders().put(HttpHeader.WWW_AUTHENTICATE, "Bearer");
      return Answer.error(401, "the token is not the one in --httpTokenFile");
    }
    return Answers.of(change, request);
  }

  /** Browsers say where a page that changes something is from; other programs do not. */
  private static boolean isFromElsewhere(Request request) {
    // First, since behind a proxy the scheme here may be another than the page's.
    String site = request.getHeaders().get("Sec-Fetch-Site");
    if (site != null) {
      return !site.equals("same-origin") && !site.equals("none");
    }
    String origin = request.getHeaders().get(HttpHeader.ORIGIN);
    String own =
        request.getHttpURI().getScheme() + "://" + request.getHeaders().get(HttpHeader.HOST);
    return origin != null && !origin.equalsIgnoreCase(own);
  }
}

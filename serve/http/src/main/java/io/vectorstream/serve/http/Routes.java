package io.vectorstream.serve.http;

import org.eclipse.jetty.http.pathmap.PathSpec;
import org.eclipse.jetty.http.pathmap.ServletPathSpec;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.handler.PathMappingsHandler;

/** Which path is answered by whom. */
final class Routes {

  private final PathMappingsHandler routes =
      new PathMappingsHandler(true) {
        @Override
        protected Request newPathSpecRequest(Request request, PathSpec spec) {
          // As it came: routes lie within routes, and look at the whole path.
          return request;
        }
      };

  Routes() {
    to("/", PageHandler.atOnce(request -> Answer.sentence(404, "There is nothing here")));
  }

  /**
   * Adds one.
   *
   * @param path of one page, or of all below a folder where it ends with an asterisk
   */
  Routes to(String path, Handler handler) {
    routes.addMapping(new ServletPathSpec(path), handler);
    return this;
  }

  Handler handler() {
    return routes;
  }
}

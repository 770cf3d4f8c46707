package io.vectorstream.serve.http;

import com.google.common.net.InetAddresses;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Answers only those who know this server by a name of this machine's own. A web page from
 * somewhere else can have its name lead here (DNS rebinding), but the browser then still sends that
 * name.
 */
final class LoopbackNames extends Handler.Wrapper {

  private final String host;

  /**
   * Lets a handler answer.
   *
   * @param host where the server listens, which is a name of its own too
   */
  LoopbackNames(String host, Handler handler) {
    super(handler);
    this.host = host;
  }

  /** Whether a server that listens there is for this machine alone. */
  static boolean isEnoughFor(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    if (isOwn(Request.getServerName(request))) {
      return super.handle(request, response, callback);
    }
    Response.writeError(request, response, callback, 421);
    return true;
  }

  private boolean isOwn(String name) {
    if (name.equalsIgnoreCase("localhost") || name.equalsIgnoreCase(host)) {
      return true;
    }
    String bare = name.startsWith("[") ? name.substring(1, name.length() - 1) : name;
    return InetAddresses.isInetAddress(bare) && InetAddresses.forString(bare).isLoopbackAddress();
  }
}

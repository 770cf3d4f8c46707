package io.vectorstream.serve.http;

import io.vectorstream.serve.ServeSettings;
import java.io.IOException;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.SizeLimitHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A small server: a handful of threads, and limits on whatever a client could take too much of. */
final class HttpServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);

  /** Of these, one accepts connections and one waits for them to speak. */
  private static final int THREADS = 6;

  private static final int CONNECTIONS = 64;
  private static final int HEADER_BYTES = 8 << 10;
  private static final int BODY_BYTES = 8 << 10;
  private static final int IDLE_MILLIS = 10_000;
  private static final int STOP_MILLIS = 100;

  private final Server server;
  private final String host;

  private HttpServer(Server server, String host) {
    this.server = server;
    this.host = host;
  }

  /**
   * Starts one.
   *
   * @throws IOException if the address cannot be listened on
   */
  static HttpServer start(ServeSettings settings, Handler handler) throws IOException {
    QueuedThreadPool threads = new QueuedThreadPool(THREADS, THREADS);
    threads.setName("serve");
    threads.setDaemon(true);
    threads.setReservedThreads(0);
    threads.setStopTimeout(STOP_MILLIS);
    Server server = new Server(threads, new ScheduledExecutorScheduler("serve-timer", true), null);
    ServerConnector connector =
        new ServerConnector(server, 1, 1, new HttpConnectionFactory(http()));
    connector.setHost(settings.host());
    connector.setPort(settings.port());
    connector.setIdleTimeout(IDLE_MILLIS);
    connector.setShutdownIdleTimeout(STOP_MILLIS);
    server.addConnector(connector);
    server.addBean(new NetworkConnectionLimit(CONNECTIONS, connector));
    SizeLimitHandler bounded = new SizeLimitHandler(BODY_BYTES, -1);
    bounded.setHandler(
        new SafeHeaders(
            LoopbackNames.isEnoughFor(settings.host())
                ? new LoopbackNames(settings.host(), handler)
                : handler));
    server.setHandler(bounded);
    server.setErrorHandler(new PlainErrors());
    server.setStopTimeout(STOP_MILLIS);
    HttpServer started = new HttpServer(server, settings.host());
    try {
      connector.open();
      server.start();
      return started;
    } catch (IOException e) {
      started.close();
      throw e;
    } catch (Exception e) {
      started.close();
      throw new IOException(e.getMessage(), e);
    }
  }

  private static HttpConfiguration http() {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(HEADER_BYTES);
    // An event's id may have a slash in it, and no path here leads to a file.
    http.setUriCompliance(
        UriCompliance.RFC3986.with(
            "event ids",
            UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR,
            UriCompliance.Violation.AMBIGUOUS_PATH_ENCODING));
    return http;
  }

  String url() {
    int port = ((ServerConnector) server.getConnectors()[0]).getLocalPort();
    // Who listens on every address of a machine has none that somebody could type.
    String name = host.equals("0.0.0.0") || host.equals("::") ? "localhost" : host;
    return "http://" + (name.contains(":") ? "[" + name + "]" : name) + ":" + port;
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      LOG.debug("The server did not stop as it should", e);
    }
  }
}

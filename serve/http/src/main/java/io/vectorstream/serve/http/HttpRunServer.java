package io.vectorstream.serve.http;

import com.google.auto.service.AutoService;
import io.vectorstream.serve.RunServer;
import io.vectorstream.serve.RunView;
import io.vectorstream.serve.ServeSettings;
import io.vectorstream.serve.health.HealthMonitor;
import io.vectorstream.serve.health.HealthPage;
import io.vectorstream.serve.health.HealthPage.Health;
import io.vectorstream.serve.metrics.MetricsPage;
import java.io.IOException;
import java.util.Map;

/** Serves a run over HTTP. */
@AutoService(RunServer.class)
public final class HttpRunServer implements RunServer {

  /** For {@link java.util.ServiceLoader}. */
  public HttpRunServer() {}

  @Override
  public Started start(ServeSettings settings, RunView run) throws IOException {
    MetricsPage metrics = new MetricsPage(run);
    HealthMonitor monitor = HealthMonitor.start(run, settings.unhealthyAfter());
    HealthPage health = new HealthPage(monitor, run);
    Pages pages =
        new Pages(
            Map.of(
                "/metrics", () -> Answer.of(200, MetricsPage.CONTENT_TYPE, metrics.text()),
                "/health", () -> answer(health.all()),
                "/health/live", () -> answer(health.live()),
                "/health/ready", () -> answer(health.ready())));
    try {
      return new ServedRun(HttpServer.start(settings, pages), metrics, monitor);
    } catch (IOException e) {
      monitor.close();
      metrics.close();
      throw e;
    }
  }

  private static Answer answer(Health health) {
    return Answer.of(health.well() ? 200 : 503, HealthPage.CONTENT_TYPE, health.json());
  }

  private record ServedRun(HttpServer server, MetricsPage metrics, HealthMonitor monitor)
      implements Started {

    @Override
    public String url() {
      return server.url();
    }

    @Override
    public void close() {
      server.close();
      monitor.close();
      metrics.close();
    }
  }
}

package io.vectorstream.serve.http;

import com.google.auto.service.AutoService;
import io.vectorstream.serve.RunServer;
import io.vectorstream.serve.RunView;
import io.vectorstream.serve.ServeSettings;
import io.vectorstream.serve.health.HealthMonitor;
import io.vectorstream.serve.health.HealthPage;
import io.vectorstream.serve.health.HealthPage.Health;
import io.vectorstream.serve.live.LiveHandler;
import io.vectorstream.serve.metrics.MetricsPage;
import io.vectorstream.serve.page.Assets;
import java.io.IOException;

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
    LiveHandler live = new LiveHandler(run, health);
    Routes routes =
        new Routes()
            .to("/metrics", PageHandler.atOnce(request -> metrics(metrics)))
            .to("/health", PageHandler.atOnce(request -> answer(health.all())))
            .to("/health/live", PageHandler.atOnce(request -> answer(health.live())))
            .to("/health/ready", PageHandler.atOnce(request -> answer(health.ready())))
            .to("/api/live", live);
    Assets.all().forEach((path, asset) -> routes.to(path, PageHandler.atOnce(request -> asset)));
    Runnable closeParts =
        () -> {
          live.close();
          monitor.close();
          metrics.close();
        };
    try {
      HttpServer server = HttpServer.start(settings, routes.handler());
      live.begin();
      return new ServedRun(server, closeParts);
    } catch (IOException e) {
      closeParts.run();
      throw e;
    }
  }

  private static Answer metrics(MetricsPage metrics) {
    return Answer.of(200, MetricsPage.CONTENT_TYPE, metrics.text());
  }

  private static Answer answer(Health health) {
    return Answer.json(health.well() ? 200 : 503, health.json());
  }

  private record ServedRun(HttpServer server, Runnable closeParts) implements Started {

    @Override
    public String url() {
      return server.url();
    }

    @Override
    public void close() {
      closeParts.run();
      server.close();
    }
  }
}

package io.vectorstream.serve.http;

import com.google.auto.service.AutoService;
import io.vectorstream.serve.RunServer;
import io.vectorstream.serve.RunView;
import io.vectorstream.serve.ServeSettings;
import io.vectorstream.serve.api.LetterApi;
import io.vectorstream.serve.api.SearchApi;
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
    HealthMonitor monitor = HealthMonitor.start(run, settings.unhealthyAfter());
    MetricsPage metrics = new MetricsPage(run, monitor::storeIsUp);
    HealthPage health = new HealthPage(monitor, run);
    LiveHandler live = new LiveHandler(run, health);
    Routes routes =
        new Routes()
            .to("/metrics", PageHandler.atOnce(request -> metrics(metrics)))
            .to("/health", PageHandler.atOnce(request -> answer(health.all())))
            .to("/health/live", PageHandler.atOnce(request -> answer(health.live())))
            .to("/health/ready", PageHandler.atOnce(request -> answer(health.ready())))
            .to("/api/live", live);
    addApi(routes, settings, run);
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

  private static void addApi(Routes routes, ServeSettings settings, RunView run) {
    SearchApi search = new SearchApi(run);
    LetterApi letters = new LetterApi(run);
    // Together, so that the store, Kafka and the model are asked only so much at a time.
    Routes asking =
        new Routes()
            .to("/api/search", PageHandler.asking(search::search))
            .to(SearchApi.SIMILAR + "*", PageHandler.asking(search::similar))
            .to("/api/stats", PageHandler.asking(search::stats))
            .to("/api/deadletters", PageHandler.asking(letters::list))
            .to("/api/deadletters/counts", PageHandler.asking(letters::counts))
            .to("/api/deadletters/replay", new ChangeHandler(settings.token(), letters::replayAll))
            .to("/api/deadletters/*", new ChangeHandler(settings.token(), letters::replayOne));
    routes.to("/api/*", new AFewAtATime(asking.handler()));
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

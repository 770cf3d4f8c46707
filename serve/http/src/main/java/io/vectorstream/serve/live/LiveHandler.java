package io.vectorstream.serve.live;

import io.vectorstream.serve.RunView;
import io.vectorstream.serve.health.HealthPage;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells clients each second how a run is, as server-sent events: {@code run} and {@code health}
 * when they change, {@code history} to whoever comes, {@code sample} each second.
 */
public final class LiveHandler extends Handler.Abstract.NonBlocking implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LiveHandler.class);

  private static final int CLIENTS = 16;
  private static final long INTERVAL_MILLIS = 1_000;

  private final RunView run;
  private final HealthPage health;
  private final Sampler sampler;
  private final Set<EventStream> clients = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread looking = new Thread(task, "serve-live");
            looking.setDaemon(true);
            return looking;
          });
  private String toldRun = "";
  private String toldHealth = "";

  /** Tells of a run and its health. */
  public LiveHandler(RunView run, HealthPage health) {
    this.run = run;
    this.health = health;
    this.sampler = new Sampler(run);
  }

  /** Begins to look at the run. */
  public void begin() {
    thread.scheduleAtFixedRate(this::tell, 0, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void tell() {
    try {
      StringBuilder events = new StringBuilder();
      String nowRun = LiveEvents.run(run);
      if (!nowRun.equals(toldRun)) {
        toldRun = nowRun;
        events.append(nowRun);
      }
      String nowHealth = LiveEvents.event("health", health.all().json());
      if (!nowHealth.equals(toldHealth)) {
        toldHealth = nowHealth;
        events.append(nowHealth);
      }
      events.append(LiveEvents.event("sample", sampler.look(System.currentTimeMillis())));
      byte[] told = LiveEvents.bytes(events.toString());
      clients.forEach(client -> client.send(told));
    } catch (RuntimeException e) {
      // A scheduled task that throws is not run again.
      LOG.warn("The run could not be looked at", e);
    }
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    if (!HttpMethod.GET.is(request.getMethod())) {
      Response.writeError(request, response, callback, 405);
      return true;
    }
    if (clients.size() >= CLIENTS) {
      Response.writeError(request, response, callback, 503, "Too many pages are open");
      return true;
    }
    response.setStatus(200);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/event-stream; charset=utf-8");
    EventStream client = new EventStream(response, callback, clients::remove);
    // On the thread that looks, so that no sample is told twice or not at all.
    thread.execute(() -> welcome(client));
    return true;
  }

  private void welcome(EventStream client) {
    clients.add(client);
    client.send(
        LiveEvents.bytes(
            "retry: 2000\n\n"
                + toldRun
                + toldHealth
                + LiveEvents.event("history", sampler.remembered())));
  }

  /** Ends every stream. */
  @Override
  public void close() {
    thread.shutdownNow();
    clients.forEach(EventStream::close);
  }
}

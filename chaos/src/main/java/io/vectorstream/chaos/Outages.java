package io.vectorstream.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How long it took after each kill until events were stored again that had not been before: until
 * the number of points grew beyond what it was when the service was back. A replay, which writes
 * points that are there, does not count.
 */
final class Outages {

  /** One kill and what came after. */
  static final class Outage {
    private final Service service;
    private final long killedNanos;
    private boolean back;
    private long points = -1;
    private long recoveredNanos;

    private Outage(Service service, long killedNanos) {
      this.service = service;
      this.killedNanos = killedNanos;
    }
  }

  private long most;
  private final List<Outage> open = new ArrayList<>();
  private final List<Outage> recovered = new ArrayList<>();

  /** A service is killed now. */
  synchronized Outage begin(Service service, long nowNanos) {
    Outage outage = new Outage(service, nowNanos);
    open.add(outage);
    return outage;
  }

  /** The service has been started again, and listens if it is one that does. */
  synchronized void back(Outage outage) {
    outage.back = true;
  }

  /** The store holds this many points now. */
  synchronized void stored(long points, long nowNanos) {
    most = Math.max(most, points);
    for (Outage outage : List.copyOf(open)) {
      if (outage.back && outage.points < 0) {
        outage.points = points;
      } else if (outage.back && points > outage.points) {
        outage.recoveredNanos = nowNanos;
        open.remove(outage);
        recovered.add(outage);
      }
    }
  }

  /** Whether anything has been stored at all. */
  synchronized boolean hasBegun() {
    return most > 0;
  }

  /** Whether events have been stored again since. */
  synchronized boolean isOver(Outage outage) {
    return recovered.contains(outage);
  }

  /** How long each recovery took, the shortest first. */
  synchronized List<Duration> recoveries(Service service) {
    return recovered.stream()
        .filter(outage -> outage.service == service)
        .map(outage -> Duration.ofNanos(outage.recoveredNanos - outage.killedNanos))
        .sorted()
        .toList();
  }
}

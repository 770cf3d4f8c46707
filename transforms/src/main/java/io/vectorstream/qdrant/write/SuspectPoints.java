package io.vectorstream.qdrant.write;

import io.vectorstream.qdrant.connection.CallFailedException;
import io.vectorstream.qdrant.connection.FailureKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Points that Qdrant has refused although they were sent alone. A point is given up only if Qdrant
 * takes another one after that and refuses this one again: where everything is refused, no point is
 * at fault.
 */
final class SuspectPoints<T> {

  /** How often a point is tried again on which Qdrant fails, and a probe that it refuses. */
  static final int TRIES = 3;

  /** After this many refusals it is checked whether Qdrant takes anything at all. */
  private static final int SUSPECTS_BEFORE_CHECK = 8;

  /**
   * A point that was not taken.
   *
   * @param since the moment after which it was not
   */
  private record Suspect<T>(PendingPoint<T> point, CallFailedException refusal, long since) {}

  private final PointSender<T> sender;
  private final Retrier retrier;
  private final WriteHistory history;
  private final ProbePoint probe;
  private final List<Suspect<T>> suspects = new ArrayList<>();

  SuspectPoints(PointSender<T> sender, Retrier retrier, WriteHistory history, ProbePoint probe) {
    this.sender = sender;
    this.retrier = retrier;
    this.history = history;
    this.probe = probe;
  }

  /**
   * Puts a point aside.
   *
   * @throws IOException if Qdrant takes nothing
   */
  void add(PendingPoint<T> point, CallFailedException refusal)
      throws IOException, InterruptedException {
    suspects.add(new Suspect<>(point, refusal, history.accepted().now()));
    if (suspects.size() >= SUSPECTS_BEFORE_CHECK) {
      checkThatOthersAreTaken(suspects.get(0));
    }
  }

  /**
   * Deletes a probe that may have been left behind. If Qdrant refuses that, a later call tries
   * again.
   *
   * @throws IOException if the outage lasts too long
   */
  void deleteLeftProbe() throws IOException, InterruptedException {
    if (!history.takeLeftProbe()) {
      return;
    }
    boolean gone = false;
    try {
      retrier.await(sender.delete(ProbePoint.ID));
      gone = true;
    } catch (CallFailedException refusal) {
      // Without the right to delete there is no probe either.
      gone = refusal.kind() == FailureKind.SETUP;
    } finally {
      if (!gone) {
        history.leaveProbe();
      }
    }
  }

  /** Is told what becomes of a suspect. */
  interface Verdicts<T> {

    /** It has been taken after all. */
    void taken(PendingPoint<T> point, RetryableCall<Effect> call, Effect effect) throws IOException;

    /** It is at fault itself. */
    void givenUp(PendingPoint<T> point, CallFailedException refusal) throws IOException;
  }

  /**
   * Tries each suspect again and tells what became of it.
   *
   * @throws IOException if Qdrant takes nothing
   */
  void judge(Verdicts<T> verdicts) throws IOException, InterruptedException {
    for (Suspect<T> suspect : suspects) {
      judge(suspect, verdicts);
    }
  }

  private void judge(Suspect<T> suspect, Verdicts<T> verdicts)
      throws IOException, InterruptedException {
    List<PendingPoint<T>> alone = List.of(suspect.point());
    FailureKind kind = suspect.refusal().kind();
    for (int failures = 1; ; failures++) {
      if (kind == FailureKind.SERVER) {
        // It may have recovered by then.
        retrier.pause(failures);
      }
      checkThatOthersAreTaken(suspect);
      RetryableCall<Effect> call = sender.send(alone);
      try {
        Effect effect = retrier.await(call);
        verdicts.taken(suspect.point(), call, effect);
        return;
      } catch (CallFailedException refusal) {
        kind = refusal.kind();
        if (kind == FailureKind.SETUP) {
          throw BatchDelivery.failure(alone, refusal);
        }
        if (kind != FailureKind.SERVER || failures >= TRIES) {
          verdicts.givenUp(suspect.point(), refusal);
          return;
        }
      }
    }
  }

  /**
   * Checks that Qdrant has taken something by the same kind of call since it refused a suspect. If
   * nothing else was sent meanwhile, a probe is.
   */
  private void checkThatOthersAreTaken(Suspect<T> suspect)
      throws IOException, InterruptedException {
    for (int failures = 1; !othersAreTaken(suspect); failures++) {
      PendingPoint<T> sent = probe.inPlaceOf(suspect.point());
      boolean gone = sent.isDeletion();
      try {
        retrier.await(sender.send(List.of(sent)));
        if (!gone) {
          deleteProbe(sent);
          gone = true;
        }
        return;
      } catch (CallFailedException refusal) {
        if (refusal.kind() == FailureKind.SETUP) {
          throw BatchDelivery.failure(List.of(suspect.point()), refusal);
        }
        if (failures >= TRIES) {
          throw new IOException(
              "Qdrant takes none of the points that it is given: "
                  + suspect.refusal().getMessage());
        }
        retrier.pause(failures);
      } finally {
        if (!gone) {
          // Qdrant may have stored it, whatever it has answered.
          history.leaveProbe();
        }
      }
    }
  }

  private boolean othersAreTaken(Suspect<T> suspect) {
    return history.accepted().since(suspect.point().call(), suspect.since());
  }

  private void deleteProbe(PendingPoint<T> sent) throws IOException, InterruptedException {
    try {
      retrier.await(sender.delete(sent.id()));
    } catch (CallFailedException refusal) {
      throw BatchDelivery.failure(List.of(sent), refusal);
    }
  }
}

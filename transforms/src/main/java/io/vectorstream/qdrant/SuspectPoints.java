package io.vectorstream.qdrant;

import io.vectorstream.qdrant.connection.CallFailedException;
import io.vectorstream.qdrant.connection.FailureKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Points that Qdrant has not taken while they stood alone. Each is given up only if Qdrant takes
 * something else after that and this point still not: what fails on everything is no point's fault.
 */
final class SuspectPoints<T> {

  /** How often a point is tried again that Qdrant fails on, and a probe that it does not take. */
  static final int TRIES = 3;

  /** Of so many in vain, with nothing taken meanwhile, it is not worth trying more. */
  private static final int MOST_IN_VAIN = 8;

  /**
   * A point that was not taken.
   *
   * @param since the moment after which it was not
   */
  private record Suspect<T>(PendingPoint<T> point, CallFailedException refusal, long since) {}

  private final BatchCalls<T> batchCalls;
  private final PatientCalls calls;
  private final WriteHistory history;
  private final Probe probe;
  private final List<Suspect<T>> suspects = new ArrayList<>();

  SuspectPoints(BatchCalls<T> batchCalls, PatientCalls calls, WriteHistory history, Probe probe) {
    this.batchCalls = batchCalls;
    this.calls = calls;
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
    if (suspects.size() >= MOST_IN_VAIN) {
      checkThatOthersAreTaken(suspects.get(0));
    }
  }

  /** What becomes of a suspect. */
  interface Verdicts<T> {

    /** It has been taken after all. */
    void taken(PendingPoint<T> point, Attempt<Effect> call, Effect effect) throws IOException;

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
        calls.pause(failures);
      }
      checkThatOthersAreTaken(suspect);
      Attempt<Effect> call = batchCalls.send(alone);
      try {
        Effect effect = calls.await(call);
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
   * Checks that Qdrant has taken something, by such a call, since it did not take a suspect. If
   * nobody had anything to send, a probe is.
   */
  private void checkThatOthersAreTaken(Suspect<T> suspect)
      throws IOException, InterruptedException {
    for (int failures = 1; !othersAreTaken(suspect); failures++) {
      PendingPoint<T> sent = probe.inPlaceOf(suspect.point());
      try {
        calls.await(batchCalls.send(List.of(sent)));
        takeAway(sent);
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
        calls.pause(failures);
      }
    }
  }

  private boolean othersAreTaken(Suspect<T> suspect) {
    return history.accepted().since(suspect.point().call(), suspect.since());
  }

  private void takeAway(PendingPoint<T> sent) throws IOException, InterruptedException {
    if (sent.isDeletion()) {
      return;
    }
    try {
      calls.await(batchCalls.delete(sent.id()));
    } catch (CallFailedException refusal) {
      throw BatchDelivery.failure(List.of(sent), refusal);
    }
  }
}

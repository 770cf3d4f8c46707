package io.vectorstream.embedding.djl;

import io.vectorstream.embedding.VectorCheck;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One model on all the graphics cards of a process. A pass goes to the card that has the fewest
 * running. A card that is lost gets no more passes, and the pass that found it lost is repeated: on
 * the cards that are left, or, if there are none, on the CPU, where the model is loaded when it is
 * first needed. If a card makes vectors that cannot be used, another card repeats the pass: a
 * faulty card alone must not decide that a text is at fault.
 */
final class SpreadSession implements ModelSession {

  private static final Logger LOG = LoggerFactory.getLogger(SpreadSession.class);

  private final Supplier<ModelSession> cpuOpener;
  private final Consumer<String> onLost;

  /** The cards that work; the one that was given the last pass is at the end. */
  private final List<Place> cards = new ArrayList<>();

  private final List<Place> lost = new ArrayList<>();
  private @Nullable Place cpu;
  private int untoldLosses;

  /** A session and how many passes run on it; guarded by the session that spreads them. */
  private static final class Place {
    private final ModelSession session;
    private int passes;
    private boolean doubted;

    Place(ModelSession session) {
      this.session = session;
    }
  }

  /**
   * Takes over sessions, one for each card, and closes them in the end.
   *
   * @param cpuOpener loads the model on the CPU; called when all cards are lost, again if it fails
   * @param onLost is told of each card that is lost, once
   */
  SpreadSession(
      List<ModelSession> cards, Supplier<ModelSession> cpuOpener, Consumer<String> onLost) {
    cards.forEach(session -> this.cards.add(new Place(session)));
    this.cpuOpener = cpuOpener;
    this.onLost = onLost;
  }

  @Override
  public synchronized String device() {
    return cards.isEmpty()
        ? DeviceChoice.CPU
        : cards.stream()
            .map(card -> card.session.device())
            .sorted()
            .collect(Collectors.joining(","));
  }

  @Override
  public float[][] run(long[][] tokens) {
    Place first = null;
    while (true) {
      Place place = enter(first);
      try {
        float[][] vectors = place.session.run(tokens);
        if (first != null || areUsable(vectors) || !doubt(place)) {
          return vectors;
        }
        first = place;
      } catch (RuntimeException e) {
        boolean onCpu = place.session.device().equals(DeviceChoice.CPU);
        if (onCpu || DeviceFailure.of(e) != DeviceFailure.LOST) {
          throw e;
        }
        lose(place, e);
      } finally {
        leave(place);
      }
    }
  }

  /** A pass that comes while the model is being loaded on the CPU waits. */
  private synchronized Place enter(@Nullable Place unwanted) {
    Place place;
    if (cards.isEmpty()) {
      if (cpu == null) {
        cpu = new Place(cpuOpener.get());
      }
      place = cpu;
    } else {
      place =
          cards.stream()
              .min(
                  Comparator.<Place, Boolean>comparing(card -> card == unwanted)
                      .thenComparingInt(card -> card.passes))
              .orElseThrow();
      cards.remove(place);
      cards.add(place);
    }
    place.passes++;
    return place;
  }

  private static boolean areUsable(float[][] vectors) {
    return Stream.of(vectors).allMatch(vector -> VectorCheck.problem(vector) == null);
  }

  /** Whether another card can repeat what this one could not do. */
  private synchronized boolean doubt(Place card) {
    boolean others = cards.stream().anyMatch(other -> other != card);
    if (others && !card.doubted) {
      card.doubted = true;
      LOG.warn(
          "{} has made vectors that cannot be used; such passes are repeated on another card",
          card.session.device());
    }
    return others;
  }

  private synchronized void leave(Place place) {
    place.passes--;
  }

  /** Several passes may find a card lost; only the first one reports it. */
  private synchronized void lose(Place card, RuntimeException failure) {
    if (!cards.remove(card)) {
      return;
    }
    lost.add(card);
    untoldLosses++;
    onLost.accept(card.session.device());
    LOG.warn(
        "{} is lost, the model continues on {}: {}",
        card.session.device(),
        device(),
        DjlRuntime.reason(failure));
  }

  @Override
  public synchronized int takeDevicesLost() {
    int losses = untoldLosses;
    untoldLosses = 0;
    return losses;
  }

  @Override
  public synchronized void close() {
    for (Place card : lost) {
      try {
        card.session.close();
      } catch (RuntimeException e) {
        LOG.debug(
            "{} is lost; the memory that it held could not be freed", card.session.device(), e);
      }
    }
    cards.forEach(card -> card.session.close());
    if (cpu != null) {
      cpu.session.close();
    }
  }
}

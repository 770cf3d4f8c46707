package io.vectorstream.qdrant.write;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Keeps what became of points, in words. */
final class RecordingOutcomes implements Outcomes<String> {

  private final List<String> words = Collections.synchronizedList(new ArrayList<>());

  /** Such as {@code a written}, in the order it was told. */
  List<String> words() {
    return words;
  }

  @Override
  public void written(PendingPoint<String> point) {
    words.add(point.element() + " written");
  }

  @Override
  public void deleted(PendingPoint<String> point) {
    words.add(point.element() + " deleted");
  }

  @Override
  public void absent(PendingPoint<String> deletion) {
    words.add(deletion.element() + " absent");
  }

  @Override
  public void superseded(PendingPoint<String> point) {
    words.add(point.element() + " superseded");
  }

  @Override
  public void rejected(PendingPoint<String> point, Throwable refusal) {
    words.add(point.element() + " rejected: " + refusal.getMessage());
  }
}

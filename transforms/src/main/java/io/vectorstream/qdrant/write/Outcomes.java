package io.vectorstream.qdrant.write;

/** Is told what became of points. */
public interface Outcomes<T> {

  /** The point is stored. */
  void written(PendingPoint<T> point);

  /** The point of this id is deleted. */
  void deleted(PendingPoint<T> point);

  /** There was no point of this id to delete. */
  void absent(PendingPoint<T> deletion);

  /** A newer point of this id is stored in its place, or the id is deleted. */
  void superseded(PendingPoint<T> point);

  /** The point is given up: it is not stored. */
  void rejected(PendingPoint<T> point, Throwable refusal);
}

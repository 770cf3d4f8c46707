package io.vectorstream.qdrant;

/** Takes what became of points. */
interface Outcomes<T> {

  /** The point is stored. */
  void written(PendingPoint<T> point);

  /** There is no point of this id any more. */
  void deleted(PendingPoint<T> point);

  /** There was no point of this id to delete. */
  void absent(PendingPoint<T> deletion);

  /** A newer point of this id, or its deletion, stands in its place. */
  void superseded(PendingPoint<T> point);

  /** Nothing came of the point, and nothing ever will. */
  void rejected(PendingPoint<T> point, Throwable refusal);
}

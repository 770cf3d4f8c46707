package io.vectorstream.embedding;

/** Arithmetic that assertions need. */
public final class Vectors {

  private Vectors() {}

  public static double cosine(float[] left, float[] right) {
    double dot = 0;
    double leftSquares = 0;
    double rightSquares = 0;
    for (int index = 0; index < left.length; index++) {
      dot += (double) left[index] * right[index];
      leftSquares += (double) left[index] * left[index];
      rightSquares += (double) right[index] * right[index];
    }
    return dot / Math.sqrt(leftSquares * rightSquares);
  }

  public static double length(float[] vector) {
    double squares = 0;
    for (float component : vector) {
      squares += (double) component * component;
    }
    return Math.sqrt(squares);
  }
}

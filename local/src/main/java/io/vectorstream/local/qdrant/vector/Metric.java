package io.vectorstream.local.qdrant.vector;

import io.qdrant.client.grpc.Collections.Distance;
import io.vectorstream.local.qdrant.grpc.Failures;

/** How two vectors are compared. Inside the store a larger similarity is always the nearer one. */
public enum Metric {
  COSINE {
    @Override
    float[] prepare(float[] vector) {
      float squared = 0;
      for (float value : vector) {
        squared += value * value;
      }
      if (squared < FLOAT_EPSILON || Math.abs(squared - 1) <= NEARLY_ONE) {
        return vector;
      }
      float length = (float) Math.sqrt(squared);
      float[] normalized = new float[vector.length];
      for (int i = 0; i < vector.length; i++) {
        normalized[i] = vector[i] / length;
      }
      return normalized;
    }

    @Override
    public float similarity(float[] query, byte[] stored, int offset) {
      return VectorBytes.dotProduct(query, stored, offset);
    }
  },
  DOT {
    @Override
    public float similarity(float[] query, byte[] stored, int offset) {
      return VectorBytes.dotProduct(query, stored, offset);
    }
  },
  EUCLID {
    @Override
    public float similarity(float[] query, byte[] stored, int offset) {
      return -VectorBytes.squaredDistance(query, stored, offset);
    }

    @Override
    public float score(float similarity) {
      return (float) Math.sqrt(Math.abs(similarity));
    }

    @Override
    public boolean passes(float score, float threshold) {
      return score < threshold;
    }
  },
  MANHATTAN {
    @Override
    public float similarity(float[] query, byte[] stored, int offset) {
      return -VectorBytes.manhattanDistance(query, stored, offset);
    }

    @Override
    public float score(float similarity) {
      return Math.abs(similarity);
    }

    @Override
    public boolean passes(float score, float threshold) {
      return score < threshold;
    }
  };

  private static final float FLOAT_EPSILON = Math.ulp(1f);
  private static final float NEARLY_ONE = 1e-6f;

  static Metric of(Distance distance) {
    return switch (distance) {
      case Cosine -> COSINE;
      case Dot -> DOT;
      case Euclid -> EUCLID;
      case Manhattan -> MANHATTAN;
      case UnknownDistance, UNRECOGNIZED -> throw Failures.wrongInput("unknown distance");
    };
  }

  /** The vector as it is stored and compared. */
  float[] prepare(float[] vector) {
    return vector;
  }

  /** Compares a query with a stored vector; see {@link VectorBytes}. */
  public abstract float similarity(float[] query, byte[] stored, int offset);

  /** What a client sees of a similarity. */
  public float score(float similarity) {
    return similarity;
  }

  /** Whether a score is strictly better than the threshold; NaN never is. */
  public boolean passes(float score, float threshold) {
    return score > threshold;
  }
}

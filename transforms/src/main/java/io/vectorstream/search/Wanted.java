package io.vectorstream.search;

import com.google.common.primitives.Floats;
import com.google.common.primitives.Ints;
import io.qdrant.client.QueryFactory;
import io.qdrant.client.WithVectorsSelectorFactory;
import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.Points.Query;
import io.qdrant.client.grpc.Points.QueryPointGroups;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.vectorstream.qdrant.point.SparseVector;
import io.vectorstream.words.TextWords;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is looked for, and among which vectors of a collection.
 *
 * @param nearest null where nothing can be found, as by a query without words
 * @param byWords whether among words, which hits then come with; among meanings otherwise
 */
record Wanted(@Nullable Query nearest, boolean byWords) {

  /** What means something like this. */
  static Wanted meaning(float[] vector) {
    return new Wanted(QueryFactory.nearest(vector), false);
  }

  /** What means something like a stored event. */
  static Wanted like(PointId event) {
    return new Wanted(QueryFactory.nearest(event), false);
  }

  /** What shares words with a query. */
  static Wanted words(String query) {
    SparseVector words = TextWords.ofQuery(query);
    if (words.size() == 0) {
      return new Wanted(null, true);
    }
    int[] indices = new int[words.size()];
    float[] values = new float[words.size()];
    for (int place = 0; place < words.size(); place++) {
      indices[place] = words.index(place);
      values[place] = words.value(place);
    }
    return new Wanted(QueryFactory.nearest(Floats.asList(values), Ints.asList(indices)), true);
  }

  /** Whether no event can be found. */
  boolean isNothing() {
    return nearest == null;
  }

  /** A request for the nearest events. */
  QueryPoints.Builder query() {
    QueryPoints.Builder request = QueryPoints.newBuilder().setQuery(nearest);
    return byWords
        ? request
            .setUsing(TextWords.VECTOR)
            .setWithVectors(WithVectorsSelectorFactory.include(List.of(TextWords.VECTOR)))
        : request;
  }

  /** A request for the nearest event of each group. */
  QueryPointGroups.Builder queryGroups() {
    QueryPointGroups.Builder request = QueryPointGroups.newBuilder().setQuery(nearest);
    return byWords
        ? request
            .setUsing(TextWords.VECTOR)
            .setWithVectors(WithVectorsSelectorFactory.include(List.of(TextWords.VECTOR)))
        : request;
  }
}

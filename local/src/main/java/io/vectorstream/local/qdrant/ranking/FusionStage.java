package io.vectorstream.local.qdrant.ranking;

import io.vectorstream.local.qdrant.grpc.Limits;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes one ranking of those of other stages. */
record FusionStage(List<Stage> stages, Fusion fusion, @Nullable Float threshold, long limit)
    implements Stage {

  @Override
  public Ranking on(Moment moment) throws IOException {
    Sources sources = Sources.of(stages, moment);
    return among -> {
      List<Place> fused = fusion.fuse(sources.best(among));
      return fused.stream()
          .takeWhile(this::passes)
          .limit(Limits.atMost(limit, fused.size()))
          .toList();
    };
  }

  /** Unlike that of a comparison, the threshold is passed by what is equal to it. */
  private boolean passes(Place place) {
    return threshold == null || place.score() >= threshold;
  }
}

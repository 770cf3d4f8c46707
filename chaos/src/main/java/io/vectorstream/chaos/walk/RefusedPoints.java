package io.vectorstream.chaos.walk;

import io.grpc.Status;
import io.vectorstream.qdrant.point.PointIds;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The points that the store never takes: some it refuses, on others it fails itself. */
final class RefusedPoints {

  private static final List<String> REFUSED = List.of("refused-1", "refused-2", "refused-3");
  private static final List<String> FATAL = List.of("fatal-1");
  private static final Set<String> REFUSED_POINTS = pointIds(REFUSED);
  private static final Set<String> FATAL_POINTS = pointIds(FATAL);

  private RefusedPoints() {}

  /** The id of an event whose point it is. */
  static String anyEventId(SplittableRandom random) {
    List<String> ids = Stream.concat(REFUSED.stream(), FATAL.stream()).toList();
    return ids.get(random.nextInt(ids.size()));
  }

  /** What the store answers to a write of these points; nothing if it takes them. */
  static Optional<Status> answerTo(List<String> pointIds) {
    if (pointIds.stream().anyMatch(REFUSED_POINTS::contains)) {
      return Optional.of(
          Status.INVALID_ARGUMENT.withDescription("Wrong input: refused on purpose"));
    }
    return pointIds.stream().anyMatch(FATAL_POINTS::contains)
        ? Optional.of(Status.INTERNAL.withDescription("Service internal error: a panic on purpose"))
        : Optional.empty();
  }

  private static Set<String> pointIds(List<String> eventIds) {
    return eventIds.stream().map(id -> PointIds.of(id).getUuid()).collect(Collectors.toSet());
  }
}

package io.vectorstream.chaos.walk;

import io.qdrant.client.WithPayloadSelectorFactory;
import io.qdrant.client.WithVectorsSelectorFactory;
import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.Points.ScrollPoints;
import io.qdrant.client.grpc.Points.ScrollResponse;
import io.vectorstream.chaos.CommittedRecords;
import io.vectorstream.local.faults.FaultyProxy;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One walk: records are sent, the application runs through them, and what there is is compared. */
final class WalkRun {

  private static final Duration LIMIT = Duration.ofMinutes(5);

  /** Few, since some points are large and a message of gRPC is not. */
  private static final int PAGE = 25;

  private final WalkServices services;
  private final WalkSettings settings;

  WalkRun(WalkServices services, WalkSettings settings) {
    this.services = services;
    this.settings = settings;
  }

  /** Walks, and says in a line each what is not as it has to be. */
  List<String> differences() throws IOException, InterruptedException, ExecutionException {
    settings.topics().forEach(topic -> services.createTopic(topic, settings.partitionsOf(topic)));
    try (FaultyProxy proxy = FaultyProxy.start("127.0.0.1", services.storePort());
        RecordSender sender = new RecordSender(services.bootstrapServers(), settings.name());
        TopicProgress progress =
            new TopicProgress(services.bootstrapServers(), settings.topics(), settings.name())) {
      proxy.otherwise(
          new FailingStore(StoreTrouble.some(new SplittableRandom(settings.seed() + 2))));
      Feed feed = new Feed(new RecordPlan(settings), sender, progress, settings.seed());
      long available = feed.start();
      Supervision supervision =
          new Supervision(
              settings,
              ApplicationOptions.of(settings, services.bootstrapServers(), proxy.url()),
              services.folder().resolve(settings.name() + ".log"),
              progress,
              feed,
              LIMIT);
      String notThrough = supervision.await(available);
      List<String> lines = new ArrayList<>();
      if (notThrough != null) {
        lines.add(notThrough);
      }
      lines.addAll(compare(sender, supervision.limitedRuns()));
      return lines;
    } finally {
      cleanUp();
    }
  }

  private List<String> compare(RecordSender sender, List<LimitedRun> limitedRuns)
      throws InterruptedException, ExecutionException {
    ReferenceModel model = new ReferenceModel();
    Map<Place, PlannedRecord> records = new HashMap<>();
    for (String topic : settings.topics()) {
      try (CommittedRecords reader = new CommittedRecords(services.bootstrapServers(), topic)) {
        reader.readToEnd(
            record -> {
              Place place = new Place(topic, record.partition(), record.offset());
              records.put(place, sender.planned(record));
              model.take(place, sender.planned(record));
            });
      }
    }
    List<String> lines = new ArrayList<>();
    limitedRuns.forEach(run -> run.difference(records.keySet()).ifPresent(lines::add));
    lines.addAll(Differences.of(model, points(), letters(), records, services::vector));
    return lines;
  }

  private List<FoundLetter> letters() throws InterruptedException, ExecutionException {
    Set<String> there = services.admin.listTopics().names().get();
    List<FoundLetter> letters = new ArrayList<>();
    for (String topic : deadLetterTopics()) {
      if (there.contains(topic)) {
        try (CommittedRecords reader = new CommittedRecords(services.bootstrapServers(), topic)) {
          reader.readToEnd(letter -> letters.add(FoundLetter.of(letter)));
        }
      }
    }
    return letters;
  }

  private Map<String, StoredPoint> points() throws InterruptedException, ExecutionException {
    Map<String, StoredPoint> points = new HashMap<>();
    if (!services.qdrant.collectionExistsAsync(settings.name()).get()) {
      return points;
    }
    @Nullable PointId next = null;
    do {
      ScrollPoints.Builder page =
          ScrollPoints.newBuilder()
              .setCollectionName(settings.name())
              .setLimit(PAGE)
              .setWithPayload(WithPayloadSelectorFactory.enable(true))
              .setWithVectors(WithVectorsSelectorFactory.enable(true));
      if (next != null) {
        page.setOffset(next);
      }
      ScrollResponse response = services.qdrant.scrollAsync(page.build()).get();
      response
          .getResultList()
          .forEach(point -> points.put(point.getId().getUuid(), StoredPoint.of(point)));
      next = response.hasNextPageOffset() ? response.getNextPageOffset() : null;
    } while (next != null);
    return points;
  }

  /** The next seeds shall not have to carry what this one has left. */
  private void cleanUp() throws InterruptedException, ExecutionException {
    Set<String> there = services.admin.listTopics().names().get();
    List<String> ours =
        Stream.concat(settings.topics().stream(), deadLetterTopics().stream())
            .filter(there::contains)
            .toList();
    services.admin.deleteTopics(ours).all().get();
    if (services.qdrant.collectionExistsAsync(settings.name()).get()) {
      services.qdrant.deleteCollectionAsync(settings.name()).get();
    }
  }

  private List<String> deadLetterTopics() {
    return settings.topics().stream().map(topic -> topic + ".dlq").toList();
  }
}

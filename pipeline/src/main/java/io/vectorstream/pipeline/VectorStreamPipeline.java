package io.vectorstream.pipeline;

import io.vectorstream.deadletter.DeadLetters;
import io.vectorstream.embedding.BatchByText;
import io.vectorstream.embedding.EmbedBatches;
import io.vectorstream.embedding.Embedded;
import io.vectorstream.embedding.TextEmbedderFactory;
import io.vectorstream.embedding.Unembeddable;
import io.vectorstream.event.CommerceEvent;
import io.vectorstream.event.EventReader;
import io.vectorstream.event.ParseEvents;
import io.vectorstream.pipeline.items.ItemTracker;
import io.vectorstream.pipeline.items.TrackItems;
import io.vectorstream.pipeline.kafka.ReadEvents;
import io.vectorstream.pipeline.kafka.ReadGate;
import io.vectorstream.pipeline.kafka.ReadRange;
import io.vectorstream.pipeline.kafka.WithinRange;
import io.vectorstream.pipeline.settings.EmbeddingSettings;
import io.vectorstream.pipeline.settings.Settings;
import io.vectorstream.pipeline.settings.SourceSettings;
import io.vectorstream.pipeline.settings.Tombstones;
import io.vectorstream.qdrant.collection.CollectionSpec;
import io.vectorstream.source.FinishedRecords;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.io.kafka.KafkaRecord;
import org.apache.beam.sdk.transforms.Filter;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.WithFailures;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PDone;

/** The graph: from Kafka's records to Qdrant's points, with a place for all that fails. */
public final class VectorStreamPipeline {

  /**
   * Few, since an offset is committed when no record before it waits in a batch that is not full.
   * On Spark each task fills all of them; elsewhere so many batches are embedded at a time.
   */
  private static final int SHARDS = 2;

  private VectorStreamPipeline() {}

  /**
   * Adds the stages to a pipeline.
   *
   * <pre>
   * Kafka topic ─ Read ─▶ ParseEvents ─▶ Batch ─▶ EmbedEvents ─▶ Write ─▶ Qdrant
   *                           │ unreadable             │ unembeddable │ rejected
   *                           └──────────▶ DeadLetters ◀──────────────┘
   * </pre>
   *
   * <p>Where tombstones delete, they go from ParseEvents to a Delete of their own. Where a record
   * can be several events, those of one that fails are removed again.
   *
   * @param settings complete with addresses: what is embedded runs by now
   * @param run names the run among all that this process and its workers know
   * @param range what is read
   * @param embedders opens the model on a worker
   * @param collection has room for the model's vectors, and for words if they are written
   */
  public static void build(
      Pipeline pipeline,
      Settings settings,
      String run,
      ReadRange range,
      TextEmbedderFactory embedders,
      CollectionSpec collection) {
    FinishedRecords finished = FinishedRecords.ofRun(run);
    ReadGate gate = ReadGate.ofRun(run);
    pipeline
        .apply(
            "Read",
            new ReadEvents(
                settings.kafka().orElseThrow(), settings.source().groupId(), range, gate, finished))
        // One composite, so that a runner that would keep what goes from step to step can run them
        // as one.
        .apply(
            "Store",
            PTransform.compose(
                (PCollection<KafkaRecord<byte[], byte[]>> records) ->
                    store(
                        records.apply("Limit", Filter.by(new WithinRange(range, gate))),
                        settings,
                        run,
                        new OrderOfRecord(range.topics().generations()),
                        finished,
                        embedders,
                        collection)));
  }

  private static PDone store(
      PCollection<KafkaRecord<byte[], byte[]>> records,
      Settings settings,
      String run,
      OrderOfRecord order,
      FinishedRecords finished,
      TextEmbedderFactory embedders,
      CollectionSpec collection) {
    SourceSettings source = settings.source();
    EmbeddingSettings embedding = settings.embedding();
    EventReader reader = source.events();
    ItemTracker items = new ItemTracker(run, finished);
    DeadEnds deadEnds = new DeadEnds(reader, items, settings.write().versionField().isPresent());
    PointWrites writes =
        new PointWrites(
            settings.qdrant().orElseThrow(),
            collection,
            settings.write(),
            finished,
            reader,
            PointOfEvent.in(collection, embedding),
            items,
            order);

    boolean deleting = source.tombstones() == Tombstones.DELETE;
    ParseEvents parse = ParseEvents.create().withReader(reader);
    PCollectionTuple parsed =
        records.apply("ParseEvents", deleting ? parse.withTombstones() : parse);
    deadEnds.addLetters(parsed.get(ParseEvents.DEAD_LETTERS));

    PCollection<CommerceEvent> events = parsed.get(ParseEvents.EVENTS);
    PCollection<KV<Integer, Iterable<CommerceEvent>>> batches =
        (reader.readsItems() ? events.apply("Items", TrackItems.with(items, order)) : events)
            .apply(
                "Batch",
                BatchByText.of(embedding.textFields())
                    .withShards(SHARDS)
                    .withSize(embedding.batchSize())
                    .withMaxDelay(embedding.maxBatchDelay())
                    .withWeigher(event -> event.source().bytes()));

    WithFailures.Result<PCollection<Embedded<CommerceEvent>>, Unembeddable<CommerceEvent>>
        embedded = batches.apply("EmbedEvents", EmbedBatches.of(embedders, embedding.textFields()));
    deadEnds.addEvents(
        "Unembeddable",
        embedded.failures(),
        Unembeddable::element,
        FailureLetters.ofUnembeddable());

    deadEnds.addEvents(
        "Rejected",
        embedded.output().apply("Write", writes.ofEvents()).rejected(),
        refused -> refused.element().element(),
        FailureLetters.ofRejected(event -> event.element().source()));

    if (deleting) {
      writes.delete(parsed.get(ParseEvents.TOMBSTONES), deadEnds);
    }
    deadEnds.remove(writes);
    return deadEnds
        .letters()
        .apply(
            "DeadLetters",
            DeadLetters.to(settings.kafka().orElseThrow(), source.deadLetterTopics())
                .withAcknowledged(letter -> items.lettered(letter.source())));
  }
}

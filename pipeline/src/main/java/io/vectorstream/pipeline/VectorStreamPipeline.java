package io.vectorstream.pipeline;

import io.vectorstream.deadletter.DeadLetter;
import io.vectorstream.deadletter.DeadLetterCoder;
import io.vectorstream.deadletter.DeadLetters;
import io.vectorstream.embedding.Batch;
import io.vectorstream.embedding.EmbedEvents;
import io.vectorstream.embedding.EmbeddedEvent;
import io.vectorstream.embedding.ModelIdentity;
import io.vectorstream.embedding.TextEmbedderFactory;
import io.vectorstream.embedding.TextFields;
import io.vectorstream.event.CommerceEvent;
import io.vectorstream.event.ParseEvents;
import io.vectorstream.pipeline.kafka.ReadEvents;
import io.vectorstream.pipeline.kafka.ReadLimit;
import io.vectorstream.pipeline.options.VectorStreamOptions;
import io.vectorstream.qdrant.QdrantIO;
import io.vectorstream.qdrant.WriteResult;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.io.kafka.KafkaRecord;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.joda.time.Duration;

/** The graph: from Kafka's records to Qdrant's points, with a place for all that fails. */
public final class VectorStreamPipeline {

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
   * @param options addresses have to be real ones: what is embedded runs by now
   * @param limit up to where the topic is read
   * @param embedders opens the model on a worker
   * @param model what the model's vectors are
   */
  public static void build(
      Pipeline pipeline,
      VectorStreamOptions options,
      ReadLimit limit,
      TextEmbedderFactory embedders,
      ModelIdentity model) {
    TextFields textFields = TextFields.parse(options.getTextFields());

    PCollection<KafkaRecord<byte[], byte[]>> records =
        pipeline.apply("Read", readEvents(options, limit));

    PCollectionTuple parsed = records.apply("ParseEvents", ParseEvents.create());

    PCollection<KV<Integer, Iterable<CommerceEvent>>> batches =
        parsed
            .get(ParseEvents.EVENTS)
            .apply(
                "Batch",
                Batch.of(
                    options.getBatchSize(),
                    Duration.millis(options.getMaxBatchDelay()),
                    textFields));

    PCollectionTuple embedded =
        batches.apply("EmbedEvents", EmbedEvents.with(embedders, textFields));

    WriteResult<EmbeddedEvent> stored =
        embedded.get(EmbedEvents.EVENTS).apply("Write", write(options, model));

    PCollection<DeadLetter> rejected =
        stored
            .rejected()
            .apply(
                "Rejected",
                MapElements.into(TypeDescriptor.of(DeadLetter.class))
                    .via(
                        point ->
                            DeadLetter.of(
                                point.element().event().source(),
                                "write",
                                point.reason(),
                                point.exceptionClass())))
            .setCoder(DeadLetterCoder.of());
    PCollectionList.of(parsed.get(ParseEvents.DEAD_LETTERS))
        .and(embedded.get(EmbedEvents.DEAD_LETTERS))
        .and(rejected)
        .apply("AllDeadLetters", Flatten.pCollections())
        .apply(
            "DeadLetters",
            DeadLetters.to(options.getBootstrapServers(), options.getDeadLetterTopic()));
  }

  private static ReadEvents readEvents(VectorStreamOptions options, ReadLimit limit) {
    return new ReadEvents(
        options.getBootstrapServers(), options.getTopic(), options.getGroupId(), limit);
  }

  private static QdrantIO.Write<EmbeddedEvent> write(
      VectorStreamOptions options, ModelIdentity model) {
    return QdrantIO.writeVia(new PointOfEvent())
        .withConnection(ConnectionOfOptions.connection(options))
        .withCollection(CollectionOfOptions.specForWorkers(options, model))
        .withLatencySince(embedded -> embedded.event().source().timestampMillis());
  }
}

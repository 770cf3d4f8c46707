package io.vectorstream.pipeline.settings;

import io.vectorstream.kafka.KafkaConnection;
import io.vectorstream.qdrant.connection.QdrantConnection;
import io.vectorstream.serve.ServeSettings;
import java.util.Optional;

/**
 * All that a run is to do, but for what only its runner knows. It does not change: whoever has an
 * answer to what it leaves open makes another one.
 *
 * @param kafka where events come from; nothing while that is a broker inside this process
 * @param qdrant where points go; nothing while that is a store inside this process
 * @param demo what is sent to a broker inside this process; nothing if nothing is
 * @param serve where the run shows itself while it works; nothing for nowhere
 */
public record Settings(
    Optional<KafkaConnection> kafka,
    Optional<QdrantConnection> qdrant,
    SourceSettings source,
    EmbeddingSettings embedding,
    CollectionSettings collection,
    WriteSettings write,
    Optional<DemoSettings> demo,
    RunSettings run,
    Optional<ServeSettings> serve) {

  /** The same, with events from here. */
  public Settings withKafka(KafkaConnection connection) {
    return new Settings(
        Optional.of(connection), qdrant, source, embedding, collection, write, demo, run, serve);
  }

  /** The same, with points to there. */
  public Settings withQdrant(QdrantConnection connection) {
    return new Settings(
        kafka, Optional.of(connection), source, embedding, collection, write, demo, run, serve);
  }

  /** The same, with other records to read. */
  public Settings withSource(SourceSettings other) {
    return new Settings(kafka, qdrant, other, embedding, collection, write, demo, run, serve);
  }
}

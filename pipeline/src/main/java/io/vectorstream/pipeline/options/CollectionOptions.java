package io.vectorstream.pipeline.options;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;

/** How the collection is made. One that exists is not tuned anew. */
public interface CollectionOptions extends PipelineOptions {

  @Description(
      "Whether the collection is created: ifNeeded; never, so that it has to exist; or recreate,"
          + " which deletes it with all its points before anything is read.")
  @Default.String("ifNeeded")
  String getCreateCollection();

  void setCreateCollection(String createCollection);

  @Description(
      "Whether the words of a text are written beside its vector, so that it is found by both: auto,"
          + " which is on for a collection that the run creates or that has words, and off for one"
          + " that exists without; true, which adds them to such a one too, with Qdrant 1.18 or"
          + " later; or false.")
  @Default.String("auto")
  String getHybrid();

  void setHybrid(String hybrid);

  @Description(
      "The payload fields that are indexed, so that filters on them are fast: \"default\" for those"
          + " of an event, \"none\", or field:type separated by commas, the type being keyword,"
          + " integer, float, datetime, bool, uuid, text or geo. A collection that exists is given"
          + " those that it lacks.")
  @Default.String("default")
  String getPayloadIndexes();

  void setPayloadIndexes(String payloadIndexes);

  @Description("Edges of a node in the collection's search graph. By default Qdrant decides.")
  @Nullable Integer getHnswM();

  void setHnswM(@Nullable Integer hnswM);

  @Description(
      "How many neighbours are looked at where a point is put into the search graph. By default"
          + " Qdrant decides.")
  @Nullable Integer getHnswEfConstruct();

  void setHnswEfConstruct(@Nullable Integer hnswEfConstruct);

  @Description(
      "The smaller copies of the vectors that a search looks through first: none, scalar (a byte"
          + " for a component) or binary (a bit).")
  @Default.String("none")
  String getQuantization();

  void setQuantization(String quantization);

  @Description("Whether the vectors stay on disk, and not in memory as well.")
  @Default.Boolean(false)
  boolean getOnDiskVectors();

  void setOnDiskVectors(boolean onDiskVectors);

  @Description(
      "Whether the payloads stay on disk, and not in memory as well. By default Qdrant decides.")
  @Nullable Boolean getOnDiskPayload();

  void setOnDiskPayload(@Nullable Boolean onDiskPayload);

  @Description("How many shards the collection is divided into. By default Qdrant decides.")
  @Nullable Integer getShardNumber();

  void setShardNumber(@Nullable Integer shardNumber);

  @Description("How many copies of each shard are kept. By default Qdrant decides.")
  @Nullable Integer getReplicationFactor();

  void setReplicationFactor(@Nullable Integer replicationFactor);

  @Description(
      "How many copies have to take a write before it is acknowledged. By default Qdrant decides.")
  @Nullable Integer getWriteConsistencyFactor();

  void setWriteConsistencyFactor(@Nullable Integer writeConsistencyFactor);
}

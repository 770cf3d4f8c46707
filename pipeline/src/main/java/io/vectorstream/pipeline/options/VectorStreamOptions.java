package io.vectorstream.pipeline.options;

/** Everything that can be set besides the options of Beam and of the runner. */
public interface VectorStreamOptions
    extends KafkaOptions,
        MappingOptions,
        EmbeddingOptions,
        QdrantOptions,
        CollectionOptions,
        RunOptions,
        ServeOptions,
        DemoOptions {}

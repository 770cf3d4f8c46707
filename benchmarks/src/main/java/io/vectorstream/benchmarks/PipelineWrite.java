package io.vectorstream.benchmarks;

import io.vectorstream.benchmarks.ShopPoints.Edition;
import io.vectorstream.qdrant.QdrantIO;
import io.vectorstream.qdrant.collection.CollectionSpec;
import io.vectorstream.qdrant.collection.VectorSpec;
import io.vectorstream.qdrant.connection.QdrantConnection;
import io.vectorstream.qdrant.point.QdrantPoint;
import java.util.stream.IntStream;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.FlatMapElements;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.values.TypeDescriptor;

/** Pipelines that write points through {@link QdrantIO}, in bundles of ten thousand. */
final class PipelineWrite {

  private static final int BUNDLE = 10_000;

  private final QdrantConnection connection;
  private final DirectOptions options;

  PipelineWrite(String url, int threads) {
    connection = QdrantConnection.of(url);
    options = PipelineOptionsFactory.create().as(DirectOptions.class);
    options.setRunner(DirectRunner.class);
    options.setTargetParallelism(threads);
    // Checks for tests, which encode every element.
    options.setEnforceImmutability(false);
    options.setEnforceEncodability(false);
  }

  /** Writes so many points from first to last, and returns when the pipeline has ended. */
  void write(String collection, int points, Edition edition, boolean versioned) {
    QdrantIO.Write<QdrantPoint> write =
        QdrantIO.write()
            .withConnection(connection)
            .withCollection(CollectionSpec.of(collection, VectorSpec.of(ShopPoints.SIZE)));
    if (versioned) {
      write = write.withVersion(ShopPoints.VERSION);
    }
    Pipeline pipeline = Pipeline.create(options);
    pipeline
        .apply(Create.of(IntStream.range(0, points / BUNDLE).boxed().toList()))
        // The runner makes a bundle of each.
        .apply(Reshuffle.viaRandomKey())
        .apply(
            "MakePoints",
            FlatMapElements.into(TypeDescriptor.of(QdrantPoint.class))
                .via(bundle -> bundle(bundle, edition)))
        .apply("Write", write);
    pipeline.run().waitUntilFinish();
  }

  private static Iterable<QdrantPoint> bundle(int bundle, Edition edition) {
    return () ->
        IntStream.range(bundle * BUNDLE, (bundle + 1) * BUNDLE)
            .mapToObj(index -> point(index, edition))
            .iterator();
  }

  private static QdrantPoint point(int index, Edition edition) {
    ShopPoints shop = ShopPoints.get();
    return QdrantPoint.withId(shop.id(index))
        .withVector(shop.vector(index))
        .withPayload(shop.payload(index, edition));
  }
}

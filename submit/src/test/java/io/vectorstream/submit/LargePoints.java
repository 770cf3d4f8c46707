package io.vectorstream.submit;

import io.qdrant.client.PointIdFactory;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.VectorsFactory;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.qdrant.client.grpc.Points.PointStruct;
import io.vectorstream.qdrant.point.Payloads;
import java.util.List;
import java.util.concurrent.ExecutionException;

/** A collection of points of 200 kB each. */
final class LargePoints {

  private LargePoints() {}

  /** Creates it. */
  static void write(QdrantClient client, String collection, int points)
      throws ExecutionException, InterruptedException {
    client
        .createCollectionAsync(
            collection, VectorParams.newBuilder().setSize(2).setDistance(Distance.Cosine).build())
        .get();
    SizedEvents events = new SizedEvents(1);
    for (int point = 0; point < points; point++) {
      int number = point * SizedEvents.LARGE_EVERY;
      client
          .upsertAsync(
              collection,
              List.of(
                  PointStruct.newBuilder()
                      .setId(PointIdFactory.id(number))
                      .setVectors(VectorsFactory.vectors(1f, point))
                      .putAllPayload(Payloads.fromJson(events.json(number)))
                      .build()))
          .get();
    }
  }
}

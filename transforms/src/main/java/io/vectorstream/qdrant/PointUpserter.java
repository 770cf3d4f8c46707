package io.vectorstream.qdrant;

import com.google.common.util.concurrent.ListenableFuture;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.UpdateResult;
import java.util.List;

/** Sends points to a collection. */
interface PointUpserter extends AutoCloseable {

  /** Upserts points; the call is done when they are applied, or refused together. */
  ListenableFuture<UpdateResult> upsert(List<PointStruct> points);

  @Override
  void close();
}

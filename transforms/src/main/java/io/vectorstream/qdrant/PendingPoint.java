package io.vectorstream.qdrant;

import io.qdrant.client.grpc.Points.PointStruct;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.joda.time.Instant;

/** An element, the point made of it, and where its outcome belongs. */
record PendingPoint<T>(T element, PointStruct point, Instant timestamp, BoundedWindow window) {}

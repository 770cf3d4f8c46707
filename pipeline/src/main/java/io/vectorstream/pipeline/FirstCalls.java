package io.vectorstream.pipeline;

import io.qdrant.client.QdrantClient;
import io.vectorstream.kafka.KafkaConnection;
import io.vectorstream.pipeline.settings.Settings;
import io.vectorstream.qdrant.connection.QdrantConnection;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The first calls of Qdrant's and Kafka's clients. Each takes half a second, whatever it asks for,
 * and makes the next ones fast. Of one that fails nobody is told: the run makes the same call where
 * it needs the answer, and says what is wrong.
 */
final class FirstCalls {

  private static final Logger LOG = LoggerFactory.getLogger(FirstCalls.class);
  private static final int TIMEOUT_MILLIS = 20_000;

  private FirstCalls() {}

  /** Makes those for the services that have an address by now, one after the other. */
  static void make(Settings settings) {
    try {
      if (settings.qdrant().isPresent()) {
        call(settings.qdrant().get(), settings.collection().name());
      }
      if (settings.kafka().isPresent()) {
        call(settings.kafka().get());
      }
    } catch (ExecutionException | RuntimeException e) {
      LOG.debug("A first call has failed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void call(QdrantConnection qdrant, String collection)
      throws ExecutionException, InterruptedException {
    try (QdrantClient client = qdrant.connect()) {
      client.collectionExistsAsync(collection).get();
    }
  }

  private static void call(KafkaConnection kafka) throws ExecutionException, InterruptedException {
    try (Admin admin =
        kafka.admin(
            Map.of(
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                TIMEOUT_MILLIS,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                TIMEOUT_MILLIS))) {
      admin.describeCluster().nodes().get();
    }
  }
}

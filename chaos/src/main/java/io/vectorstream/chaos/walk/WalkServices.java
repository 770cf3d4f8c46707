package io.vectorstream.chaos.walk;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import io.qdrant.client.QdrantClient;
import io.vectorstream.embedding.TextEmbedder;
import io.vectorstream.embedding.djl.DjlTextEmbedders;
import io.vectorstream.embedding.model.ModelSpec;
import io.vectorstream.local.kafka.EmbeddedKafka;
import io.vectorstream.local.qdrant.EmbeddedQdrant;
import io.vectorstream.qdrant.connection.QdrantConnection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** The broker, the store and the model of all walks of this process. */
final class WalkServices implements AutoCloseable {

  private final Path folder;
  private final EmbeddedKafka kafka;
  private final EmbeddedQdrant store;
  private final TextEmbedder embedder;
  private final Map<String, float[]> vectors = new ConcurrentHashMap<>();

  final Admin admin;
  final QdrantClient qdrant;

  private WalkServices(Path folder) {
    this.folder = folder;
    kafka = EmbeddedKafka.start(folder.resolve("kafka"));
    store = EmbeddedQdrant.start(folder.resolve("store"));
    // Held, so that the application finds the model loaded.
    embedder = DjlTextEmbedders.forWorkers(ModelSpec.of("builtin:all-MiniLM-L6-v2")).open();
    admin =
        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers()));
    qdrant = QdrantConnection.of(store.url()).connect();
  }

  static WalkServices start() throws IOException {
    return new WalkServices(Files.createTempDirectory("vectorstream-walk"));
  }

  Path folder() {
    return folder;
  }

  String bootstrapServers() {
    return kafka.bootstrapServers();
  }

  int storePort() {
    return store.port();
  }

  void createTopic(String name, int partitions) {
    kafka.createTopic(name, partitions);
  }

  /** What the application's model makes of a text. */
  float[] vector(String text) {
    return vectors.computeIfAbsent(text, unknown -> embedder.embed(List.of(unknown)).get(0));
  }

  @Override
  public void close() throws IOException {
    qdrant.close();
    admin.close();
    embedder.close();
    store.close();
    kafka.close();
    MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
  }
}

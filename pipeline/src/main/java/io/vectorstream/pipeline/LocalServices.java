package io.vectorstream.pipeline;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import io.vectorstream.kafka.KafkaConnection;
import io.vectorstream.local.kafka.EmbeddedKafka;
import io.vectorstream.local.qdrant.EmbeddedQdrant;
import io.vectorstream.pipeline.settings.Settings;
import io.vectorstream.qdrant.connection.QdrantConnection;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The services that a run wants inside this process, and the folder their data is in. */
final class LocalServices implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LocalServices.class);

  /** Enough for every core of a large machine's local run to read. */
  private static final int PARTITIONS = 4;

  private final Path folder;
  private final boolean temporary;
  private EmbeddedKafka kafka;
  private EmbeddedQdrant qdrant;

  private LocalServices(Path folder, boolean temporary) {
    this.folder = folder;
    this.temporary = temporary;
  }

  /**
   * None yet, and the folder for their data.
   *
   * @param dataDir where it is; nothing for a temporary one
   * @throws UserMistakeException if the folder cannot be used
   */
  static LocalServices inFolder(Optional<Path> dataDir) {
    try {
      return dataDir.isEmpty()
          ? new LocalServices(Files.createTempDirectory("vectorstream"), true)
          : new LocalServices(Files.createDirectories(dataDir.get()), false);
    } catch (IOException e) {
      throw new UserMistakeException(
          "--dataDir: the folder cannot be created: " + e.getMessage(), e);
    }
  }

  /**
   * Starts what is wanted.
   *
   * @throws UserMistakeException if the data folder cannot be used
   */
  void start(Settings settings) {
    try {
      if (settings.kafka().isEmpty()) {
        startKafka(settings.source().topics());
      }
      if (settings.qdrant().isEmpty()) {
        qdrant = EmbeddedQdrant.start(folder.resolve("qdrant"));
      }
    } catch (IOException | RuntimeException e) {
      throw new UserMistakeException("--dataDir: " + e.getMessage(), e);
    }
  }

  private void startKafka(List<String> topics) throws IOException {
    kafka = EmbeddedKafka.start(folder.resolve("kafka"));
    for (String topic : topics) {
      kafka.createTopic(topic, PARTITIONS);
    }
  }

  /** What a run is to do, with the addresses of what runs here. */
  Settings complete(Settings settings) {
    Settings complete = settings;
    if (kafka != null) {
      complete = complete.withKafka(KafkaConnection.of(kafka.bootstrapServers()));
    }
    if (qdrant != null) {
      complete =
          complete.withQdrant(
              QdrantConnection.of(qdrant.url()).withTimeout(settings.write().timeout()));
    }
    return complete;
  }

  /** The addresses, as host:port, of what runs here. */
  List<String> addresses() {
    List<String> addresses = new ArrayList<>();
    if (kafka != null) {
      addresses.add(kafka.bootstrapServers());
    }
    if (qdrant != null) {
      addresses.add(URI.create(qdrant.url()).getAuthority());
    }
    return addresses;
  }

  @Override
  public void close() {
    if (qdrant != null) {
      qdrant.close();
    }
    if (kafka != null) {
      kafka.close();
    }
    if (temporary) {
      try {
        MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
      } catch (IOException e) {
        LOG.warn("The temporary folder {} could not be deleted: {}", folder, e.getMessage());
      }
    }
  }
}

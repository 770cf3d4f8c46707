package io.vectorstream.pipeline;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import io.vectorstream.local.kafka.EmbeddedKafka;
import io.vectorstream.local.qdrant.EmbeddedQdrant;
import io.vectorstream.pipeline.options.Addresses;
import io.vectorstream.pipeline.options.SourceTopicNames;
import io.vectorstream.pipeline.options.VectorStreamOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The services that the options want inside this process, and the folder their data is in. */
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
   * Starts what is wanted, and puts its addresses into the options.
   *
   * @throws UserMistakeException if the data folder cannot be used
   */
  static LocalServices start(VectorStreamOptions options) {
    LocalServices services = inFolderOf(options);
    try {
      services.startKafka(options);
      services.startQdrant(options);
      return services;
    } catch (IOException | RuntimeException e) {
      services.close();
      throw new UserMistakeException("--dataDir: " + e.getMessage(), e);
    }
  }

  private static LocalServices inFolderOf(VectorStreamOptions options) {
    try {
      return options.getDataDir() == null
          ? new LocalServices(Files.createTempDirectory("vectorstream"), true)
          : new LocalServices(Files.createDirectories(Path.of(options.getDataDir())), false);
    } catch (IOException e) {
      throw new UserMistakeException(
          "--dataDir: the folder cannot be created: " + e.getMessage(), e);
    }
  }

  private void startKafka(VectorStreamOptions options) throws IOException {
    if (!Addresses.isEmbedded(options.getBootstrapServers())) {
      return;
    }
    kafka = EmbeddedKafka.start(folder.resolve("kafka"));
    for (String topic : SourceTopicNames.parse(options.getTopic())) {
      kafka.createTopic(topic, PARTITIONS);
    }
    options.setBootstrapServers(kafka.bootstrapServers());
  }

  private void startQdrant(VectorStreamOptions options) throws IOException {
    if (!Addresses.isEmbedded(options.getQdrantUrl())) {
      return;
    }
    qdrant = EmbeddedQdrant.start(folder.resolve("qdrant"));
    options.setQdrantUrl(qdrant.url());
  }

  /** Whether Kafka runs here. */
  boolean hasKafka() {
    return kafka != null;
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

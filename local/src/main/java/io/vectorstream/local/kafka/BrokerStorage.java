package io.vectorstream.local.kafka;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/** The broker's folder on disk. */
final class BrokerStorage {

  /** Written last when a folder is formatted: where it is, the rest is complete. */
  private static final String MARKER = "meta.properties";

  private BrokerStorage() {}

  /** Formats a folder for a new cluster unless it holds one. */
  static void prepare(Path data) {
    if (Files.exists(data.resolve(MARKER))) {
      return;
    }
    try {
      Files.createDirectories(data);
      new Formatter()
          .setNodeId(BrokerSettings.NODE_ID)
          .setClusterId(Uuid.randomUuid().toString())
          .addDirectory(data.toString())
          .setMetadataLogDirectory(data.toString())
          .setControllerListenerName(BrokerSettings.CONTROLLER_LISTENER)
          .setReleaseVersion(MetadataVersion.latestProduction())
          .setPrintStream(
              new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
          .run();
    } catch (Exception e) {
      // The formatter declares no narrower type.
      throw new EmbeddedKafkaException("The folder " + data + " cannot be formatted: " + e, e);
    }
  }
}

package io.vectorstream.embedding.model;

import ai.djl.repository.Artifact;
import ai.djl.repository.MRL;
import ai.djl.repository.Repository;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Models in stores that DJL reaches with an extension, if that is on the class path. */
final class ExtensionAddress {

  private static final Map<String, String> EXTENSIONS =
      Map.of("s3", "ai.djl.aws:aws-ai", "hdfs", "ai.djl.hadoop:hadoop");

  private ExtensionAddress() {}

  static Path locate(String address) throws IOException {
    Repository repository = repository(address);
    List<MRL> models = repository.getResources();
    Artifact artifact = models.isEmpty() ? null : models.get(0).getDefaultArtifact();
    if (artifact == null) {
      throw new IOException("DJL finds no model there");
    }
    repository.prepare(artifact);
    return ModelArchive.inner(repository.getResourceDirectory(artifact));
  }

  private static Repository repository(String address) throws IOException {
    try {
      return Repository.newInstance("model", address);
    } catch (IllegalArgumentException e) {
      String scheme = address.substring(0, address.indexOf(':'));
      throw new IOException(
          "that takes DJL's extension "
              + EXTENSIONS.get(scheme)
              + " on the class path ("
              + e.getMessage()
              + ")",
          e);
    }
  }
}

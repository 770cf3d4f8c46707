package io.vectorstream.embedding.model;

import ai.djl.Application;
import ai.djl.repository.Artifact;
import ai.djl.repository.MRL;
import ai.djl.repository.RemoteRepository;
import com.google.gson.JsonParseException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Text embedding models of DJL's model zoo: {@code djl://group/artifact}, or {@code
 * djl://group/artifact/version/name}. DJL downloads them, once.
 */
final class ZooAddress {

  private static final URI ZOO = URI.create("https://mlrepo.djl.ai/");

  private static final Logger LOG = LoggerFactory.getLogger(ZooAddress.class);

  /** As DJL itself reads such an address: group, artifact, version, name. */
  private static final Pattern FORM =
      Pattern.compile("djl://([^/?]+)/([^?]+?)(?:/(\\d[\\d.]*)(?:/([^?]+))?)?/?");

  private ZooAddress() {}

  static Path locate(String address, Path cache) throws IOException {
    return locate(address, cache, ZOO);
  }

  static Path locate(String address, Path cache, URI zoo) throws IOException {
    Matcher form = FORM.matcher(address);
    if (!form.matches()) {
      throw new IOException("it has to look like djl://group/artifact");
    }
    Repository repository = new Repository(zoo, cache.resolve("djl"));
    MRL model =
        repository.model(
            Application.NLP.TEXT_EMBEDDING,
            form.group(1),
            form.group(2),
            form.group(3),
            form.group(4));
    Artifact artifact = prepared(model, zoo);
    if (artifact == null) {
      throw new IOException("DJL's model zoo at " + zoo + " has no such version of it");
    }
    return ModelArchive.inner(repository.getResourceDirectory(artifact));
  }

  /** The model's artifact, downloaded; null if the zoo has no version that matches. */
  private static @Nullable Artifact prepared(MRL model, URI zoo) throws IOException {
    try {
      Artifact artifact = model.match(null);
      if (artifact != null && !model.isPrepared(artifact)) {
        LOG.info("Downloading {} from DJL's model zoo at {}", artifact.getName(), zoo);
        model.prepare(artifact);
      }
      return artifact;
    } catch (FileNotFoundException e) {
      throw new IOException(
          "DJL's model zoo has no such text embedding model (" + e.getMessage() + ")", e);
    } catch (IOException | JsonParseException e) {
      throw new IOException("DJL's model zoo at " + zoo + " could not be read (" + e + ")", e);
    }
  }

  /** The zoo, with its downloads where every other model is kept. */
  private static final class Repository extends RemoteRepository {

    private final Path cache;

    Repository(URI zoo, Path cache) {
      super("DJL", zoo);
      this.cache = cache;
    }

    @Override
    public Path getCacheDirectory() throws IOException {
      return Files.createDirectories(cache);
    }
  }
}

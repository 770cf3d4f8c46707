package io.vectorstream.embedding.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.repository.Repository;
import ai.djl.repository.RepositoryFactory;
import com.sun.net.httpserver.HttpServer;
import io.vectorstream.embedding.EmbeddingException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models that have to be fetched, from a server in this process. */
class ModelDownloadTest {

  @TempDir private Path cache;
  @TempDir private Path folder;

  private final Map<String, byte[]> files = new ConcurrentHashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    // As in every run: what an address asks for is fetched all the same.
    System.setProperty("ai.djl.offline", "true");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String path = exchange.getRequestURI().getPath().replace("//", "/");
          requests.add(path);
          byte[] content = files.get(path);
          if (content == null) {
            exchange.sendResponseHeaders(404, -1);
          } else {
            // Half of what is announced, for a connection that breaks off.
            int length = path.contains("broken") ? 2 * content.length : content.length;
            exchange.sendResponseHeaders(200, length);
            exchange.getResponseBody().write(content);
          }
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private String url(String path) {
    return "http://" + host() + path;
  }

  private String host() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  private byte[] zip() throws IOException {
    Path archive = folder.resolve("model.zip");
    TestModels.zip(archive, "");
    return Files.readAllBytes(archive);
  }

  private ModelFolder find(String address) {
    return ModelFolder.find(ModelSpec.of(address).withCacheFolder(cache.toString()));
  }

  private void refuses(String address, String reason) {
    assertThatThrownBy(() -> find(address))
        .isInstanceOf(EmbeddingException.class)
        .hasMessageStartingWith("The model " + address + " is not available: " + reason)
        .hasMessageNotContaining("\n");
  }

  @Test
  void aZipIsDownloadedOnce() throws Exception {
    files.put("/models/shoes.zip", zip());
    ModelFolder found = find(url("/models/shoes.zip?download=true"));

    assertThat(found.path().getParent()).isEqualTo(cache);
    assertThat(found.path().getFileName().toString()).matches("shoes-[0-9a-f]{12}");
    assertThat(found.file().path()).hasContent("weights");
    assertThat(found.path().resolve("1_Pooling/config.json")).exists();
    assertThat(found.path().resolve("download.zip")).doesNotExist();
    assertThat(find(url("/models/shoes.zip?download=true")).path()).isEqualTo(found.path());
    assertThat(requests).containsExactly("/models/shoes.zip");
  }

  @Test
  void whatCannotBeDownloadedIsSaidInASentence() throws Exception {
    refuses(url("/none.zip"), host() + " answered with status 404.");
    files.put("/text.zip", "not an archive".getBytes(UTF_8));
    refuses(url("/text.zip"), "it is not a zip (");
    files.put("/broken.zip", zip());
    refuses(
        url("/broken.zip"),
        host() + " broke off after " + zip().length + " of " + 2 * zip().length);
    refuses("https://", "the address ");
    refuses("https://host.invalid", "the address names no host or no file there.");
    refuses("https://me:word@" + host() + "/a.zip", "the address must not hold a password");
    String gone = url("/shoes.zip");
    stop();
    refuses(gone, host() + " could not be reached (java.net.ConnectException");
  }

  @Test
  void whatFailedIsTriedAgain() throws Exception {
    refuses(url("/late.zip"), host() + " answered with status 404.");
    files.put("/late.zip", zip());

    assertThat(find(url("/late.zip")).file().path()).hasContent("weights");
  }

  @Test
  void aModelOfTheZooIsDownloadedOnce() throws Exception {
    String folder = "/model/nlp/text_embedding/ai/djl/test/org/shoes/";
    files.put(folder + "metadata.json", METADATA.getBytes(UTF_8));
    files.put(folder + "0.0.1/shoes.zip", zip());

    Path found = locateInZoo("djl://ai.djl.test/org/shoes");

    assertThat(found).startsWith(cache);
    assertThat(found.resolve("mine.pt")).hasContent("weights");
    assertThat(found.resolve("tokenizer.json")).hasContent("{}");
    assertThat(locateInZoo("djl://ai.djl.test/org/shoes/0.0.1/shoes")).isEqualTo(found);
    assertThat(requests).containsExactly(folder + "metadata.json", folder + "0.0.1/shoes.zip");
    assertThatThrownBy(() -> locateInZoo("djl://ai.djl.test/org/shoes/0.0.7"))
        .hasMessage("DJL's model zoo at " + url("/") + " has no such version of it");
  }

  @Test
  void whatTheZooDoesNotHaveIsSaidInASentence() {
    assertThatThrownBy(() -> locateInZoo("djl://ai.djl.test/none"))
        .hasMessageStartingWith("DJL's model zoo has no such text embedding model (" + url("/"));
    assertThatThrownBy(() -> locateInZoo("djl:none"))
        .hasMessage("it has to look like djl://group/artifact");
    stop();
    assertThatThrownBy(() -> locateInZoo("djl://ai.djl.test/none"))
        .hasMessageStartingWith("DJL's model zoo at " + url("/") + " could not be read (java.net.");
  }

  private Path locateInZoo(String address) throws IOException {
    return ZooAddress.locate(address, cache, URI.create(url("/")));
  }

  private static final String METADATA =
      """
      {"metadataVersion": "0.2", "resourceType": "model", "application": "nlp/text_embedding",
       "groupId": "ai.djl.test", "artifactId": "org/shoes", "name": "shoes",
       "artifacts": [{"version": "0.0.1", "snapshot": false, "name": "shoes",
         "files": {"model": {"uri": "0.0.1/shoes.zip", "name": "", "extension": "zip"}}}]}
      """;

  @Test
  void storesTakeTheirExtension() throws Exception {
    refuses(
        "s3://bucket/shoes", "that takes DJL's extension ai.djl.aws:aws-ai on the class path (");
    TestModels.write(folder);
    Repository.registerRepositoryFactory(new FakeExtension(folder));

    assertThat(find("hdfs://host/shoes").path()).isEqualTo(folder);
  }

  /** An extension whose store is a folder. */
  private record FakeExtension(Path folder) implements RepositoryFactory {

    @Override
    public Repository newInstance(String name, URI uri) {
      return Repository.newInstance(name, folder);
    }

    @Override
    public Set<String> getSupportedScheme() {
      return Set.of("hdfs");
    }
  }
}

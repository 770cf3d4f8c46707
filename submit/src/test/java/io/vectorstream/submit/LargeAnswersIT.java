package io.vectorstream.submit;

import static org.assertj.core.api.Assertions.assertThat;

import io.qdrant.client.QdrantClient;
import io.qdrant.client.WithPayloadSelectorFactory;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.qdrant.client.grpc.Points.ScrollPoints;
import io.qdrant.client.grpc.Points.ScrollResponse;
import io.vectorstream.local.qdrant.EmbeddedQdrant;
import io.vectorstream.qdrant.connection.QdrantConnection;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The jar's gRPC beside the old Netty of a Spark distribution, loaded as Spark does it: what it
 * reads is what another client reads.
 */
final class LargeAnswersIT {

  private static final String COLLECTION = "large";
  private static final int POINTS = 15;
  private static final int ROUNDS = 20;

  private static SparkDistribution spark;

  @TempDir Path folder;

  @BeforeAll
  static void findSpark() {
    spark = SparkDistribution.find();
  }

  @Test
  void answersOfMegabytesAreWhole() throws Exception {
    try (EmbeddedQdrant store = EmbeddedQdrant.start(folder);
        QdrantClient client = QdrantConnection.of(store.url()).connect();
        URLClassLoader jar = asSparkLoadsIt()) {
      LargePoints.write(client, COLLECTION, POINTS);
      ScrollPoints page =
          ScrollPoints.newBuilder()
              .setCollectionName(COLLECTION)
              .setLimit(POINTS)
              .setWithPayload(WithPayloadSelectorFactory.enable(true))
              .build();
      List<RetrievedPoint> expected = client.scrollAsync(page).get().getResultList();

      assertThat(expected).hasSize(POINTS);
      assertThat(expected.toString().length()).isGreaterThan(2_000_000);
      for (int round = 0; round < ROUNDS; round++) {
        assertThat(read(jar, store.url(), page).getResultList()).isEqualTo(expected);
      }
    }
  }

  @Test
  void itsNettyDoesNotTakeSparksVersionForItsOwn() throws Exception {
    try (URLClassLoader jar = asSparkLoadsIt()) {
      assertThat(jar.getParent().getResource("META-INF/io.netty.versions.properties")).isNotNull();

      Method decision =
          jar.loadClass(
                  "io.vectorstream.shaded.io.grpc.netty.shaded.io.grpc.netty"
                      + ".GrpcHttp2ConnectionHandler")
              .getDeclaredMethod("usingPre4_1_111_Netty");
      decision.setAccessible(true);

      assertThat(within(jar, () -> decision.invoke(null))).isEqualTo(false);
    }
  }

  /** The jar's loader asks that of Spark's jars first. */
  private static URLClassLoader asSparkLoadsIt() throws Exception {
    List<URL> jars = new ArrayList<>();
    for (Path path : spark.jars()) {
      // What logs would find the configuration of this process.
      if (!path.getFileName().toString().startsWith("log4j-")) {
        jars.add(path.toUri().toURL());
      }
    }
    ClassLoader platform = ClassLoader.getPlatformClassLoader();
    ClassLoader sparks = new URLClassLoader(jars.toArray(URL[]::new), platform);
    return new URLClassLoader(new URL[] {Repository.jar().toUri().toURL()}, sparks);
  }

  private static ScrollResponse read(ClassLoader jar, String url, ScrollPoints page)
      throws Exception {
    Class<?> connections = jar.loadClass(QdrantConnection.class.getName());
    Object connection = connections.getMethod("of", String.class).invoke(null, url);
    Class<?> pages = jar.loadClass(ScrollPoints.class.getName());
    Object same = pages.getMethod("parseFrom", byte[].class).invoke(null, page.toByteArray());
    return within(
        jar,
        () -> {
          try (AutoCloseable client =
              (AutoCloseable) connections.getMethod("connect").invoke(connection)) {
            Method scroll = client.getClass().getMethod("scrollAsync", pages);
            Object answer = ((Future<?>) scroll.invoke(client, same)).get();
            return ScrollResponse.parseFrom(
                (byte[]) answer.getClass().getMethod("toByteArray").invoke(answer));
          }
        });
  }

  /** Calls as a thread of the application, whose loader Netty asks for files. */
  private static <T> T within(ClassLoader jar, Callable<T> call) throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(jar);
    try {
      return call.call();
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}

package io.vectorstream.embedding.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import ai.djl.util.Platform;
import ai.djl.util.cuda.CudaUtils;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the profile {@code gpu} goes by: how DJL chooses between two builds of PyTorch. */
class NativeLibraryTest {

  @Test
  void theCudaBuildDoesNotGetInTheWayWhereThereIsNoCard(@TempDir Path jar) throws Exception {
    assumeThat(CudaUtils.hasCuda()).isFalse();
    Path properties =
        Files.createDirectories(jar.resolve("native/lib")).resolve("pytorch.properties");
    Files.writeString(
        properties,
        "version=2.7.1\nclassifier=linux-x86_64\nflavor=cu128\nlibraries=libtorch_cuda.so\n");
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader both = new URLClassLoader(new URL[] {jar.toUri().toURL()}, before)) {
      thread.setContextClassLoader(both);

      assertThat(Platform.detectPlatform("pytorch").getFlavor()).isEqualTo("cpu");
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}

package io.vectorstream.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** What is in the jar, and what is not. */
final class JarContentsIT {

  @Test
  void noClassIsAlsoInSparksJars() throws Exception {
    Set<String> common = new TreeSet<>(classes(Repository.jar()));
    Set<String> sparks = new HashSet<>();
    for (Path jar : SparkDistribution.find().jars()) {
      sparks.addAll(classes(jar));
    }
    assertThat(common).hasSizeGreaterThan(10_000);
    assertThat(sparks).hasSizeGreaterThan(10_000);

    common.retainAll(sparks);

    assertThat(common).isEmpty();
  }

  @Test
  void whatFindsServicesIsMerged() throws Exception {
    try (ZipFile jar = new ZipFile(Repository.jar().toFile())) {
      assertThat(text(jar, "META-INF/services/io.vectorstream.shaded.io.grpc.NameResolverProvider"))
          .contains("io.vectorstream.shaded.io.grpc.internal.DnsNameResolverProvider")
          .contains("UdsNameResolverProvider");
      assertThat(
              text(jar, "META-INF/services/org.apache.beam.sdk.options.PipelineOptionsRegistrar"))
          .contains("io.vectorstream.pipeline.options.VectorStreamOptionsRegistrar")
          .contains("org.apache.beam.runners.spark.SparkRunnerRegistrar$Options");
    }
  }

  @Test
  void nativeLibrariesLieWhereTheyAreLookedFor() throws Exception {
    try (ZipFile jar = new ZipFile(Repository.jar().toFile())) {
      assertThat(jar.stream().map(ZipEntry::getName))
          .contains(
              "META-INF/native/libio_vectorstream_shaded_io_grpc_netty_shaded"
                  + "_netty_transport_native_epoll_x86_64.so",
              "pytorch/cpu/linux-x86_64/libtorch_cpu.so",
              "jnilib/linux-x86_64/cpu/libdjl_torch.so")
          .noneMatch(name -> name.matches(".*\\.(dll|dylib|jnilib|pdb)"))
          .doesNotContain("META-INF/io.netty.versions.properties", "log4j2.properties");
    }
  }

  private static Set<String> classes(Path jar) throws IOException {
    Set<String> classes = new HashSet<>();
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      zip.stream()
          .map(ZipEntry::getName)
          .filter(name -> name.endsWith(".class") && !name.endsWith("module-info.class"))
          .filter(name -> !name.startsWith("META-INF/"))
          .forEach(classes::add);
    }
    return classes;
  }

  private static String text(ZipFile jar, String name) throws IOException {
    return new String(
        jar.getInputStream(jar.getEntry(name)).readAllBytes(), StandardCharsets.UTF_8);
  }
}

package io.vectorstream.embedding.djl;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a processor can do, by the flags that Linux gives for it.
 *
 * @param flags as {@code /proc/cpuinfo} has them; none on another system
 */
record CpuFeatures(Set<String> flags) {

  private static final Logger LOG = LoggerFactory.getLogger(CpuFeatures.class);
  private static final Path CPUINFO = Path.of("/proc/cpuinfo");

  /** Those of this machine's first core. */
  static CpuFeatures ofThisMachine() {
    if (!Files.isReadable(CPUINFO)) {
      return new CpuFeatures(Set.of());
    }
    try (Stream<String> lines = Files.lines(CPUINFO)) {
      return lines
          .filter(line -> line.startsWith("flags"))
          .findFirst()
          .map(line -> parse(line.substring(line.indexOf(':') + 1)))
          .orElse(new CpuFeatures(Set.of()));
    } catch (IOException e) {
      LOG.warn("{} cannot be read, no special instructions are used: {}", CPUINFO, e.getMessage());
      return new CpuFeatures(Set.of());
    }
  }

  /** Flags separated by white space. */
  static CpuFeatures parse(String flags) {
    return new CpuFeatures(Set.of(flags.strip().split("\\s+")));
  }

  /** Whether products of BF16 numbers are faster than of FP32. */
  boolean hasFastBf16() {
    return flags.contains("avx512_bf16") || flags.contains("amx_bf16");
  }

  /** Whether 8-bit products can be summed in 32 bits at once. */
  boolean hasVnni() {
    return flags.contains("avx512_vnni") || flags.contains("avx_vnni");
  }
}

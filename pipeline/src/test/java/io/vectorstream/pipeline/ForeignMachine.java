package io.vectorstream.pipeline;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A machine that is set to some language and charset, where commands run as processes.
 *
 * @param locale its {@code LC_ALL}: how the JVM reads arguments and names of files
 * @param jvmFlags what its JVMs are told of language and charset besides
 * @param folder where commands leave their output
 */
record ForeignMachine(
    String locale, List<String> jvmFlags, Path folder, Map<String, String> variables) {

  ForeignMachine(String locale, List<String> jvmFlags, Path folder) {
    this(locale, jvmFlags, folder, Map.of());
  }

  /** Gives a shell's last argument letters by their bytes, whatever this JVM can write. */
  private static final String WITH_RAW_ARGUMENT =
      "last=$(printf -- \"$1\"); shift; exec \"$@\" \"$last\"";

  /**
   * Runs a command to its end.
   *
   * @param lastArgument with bytes as {@code \ooo}
   * @throws CharacterCodingException if it prints anything but UTF-8
   */
  Services.Outcome run(Class<?> command, String lastArgument, String... arguments)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile(folder, "out", "");
    Path err = Files.createTempFile(folder, "err", "");
    ProcessBuilder builder =
        new ProcessBuilder(commandLine(command, lastArgument, arguments))
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().put("LC_ALL", locale);
    builder.environment().put("VECTORSTREAM_NO_HTTP", "true");
    builder.environment().putAll(variables);
    Process process = builder.start();
    try {
      int exitCode = process.waitFor();
      return new Services.Outcome(exitCode, utf8(out), utf8(err));
    } finally {
      process.destroyForcibly();
    }
  }

  private List<String> commandLine(Class<?> command, String lastArgument, String... arguments) {
    List<String> line = new ArrayList<>(List.of("sh", "-c", WITH_RAW_ARGUMENT, "sh", lastArgument));
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(List.of("-Xmx1g", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    line.addAll(opens().toList());
    line.addAll(jvmFlags);
    line.addAll(List.of("-cp", System.getProperty("java.class.path"), command.getName()));
    line.addAll(List.of(arguments));
    return line;
  }

  /** What Spark needs of the JDK, as this JVM has it. */
  private static Stream<String> opens() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> flag.startsWith("--add-opens"));
  }

  private static String utf8(Path file) throws IOException {
    return StandardCharsets.UTF_8
        .newDecoder()
        .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
        .toString();
  }
}

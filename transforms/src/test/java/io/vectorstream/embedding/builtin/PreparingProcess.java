package io.vectorstream.embedding.builtin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A process of its own that prepares a folder, or dies while it does. */
final class PreparingProcess {

  static final String CONTENT = "x".repeat(100_000);

  /** The exit code of a process that died half-way. */
  static final int KILLED = 9;

  private PreparingProcess() {}

  static Process start(Path cache, String name, String ending) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            PreparingProcess.class.getName(),
            cache.toString(),
            name,
            ending)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  public static void main(String[] args) throws IOException {
    boolean dies = args[2].equals("die");
    new PreparedFolder(
            Path.of(args[0]),
            args[1],
            folder -> {
              Files.writeString(folder.resolve("weights"), CONTENT);
              if (dies) {
                Runtime.getRuntime().halt(KILLED);
              }
              System.out.println("written");
            })
        .get();
  }
}

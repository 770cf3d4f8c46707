package io.vectorstream.pipeline.report;

import io.vectorstream.pipeline.UserMistakeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file that a run's report is written to. */
public final class ReportFile {

  private final Path file;

  /** The file that the option names. */
  public ReportFile(Path file) {
    this.file = file;
  }

  /**
   * Looks, before anything is done, whether a report can be written there.
   *
   * @throws UserMistakeException if it cannot
   */
  public void check() {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder) || !Files.isWritable(folder)) {
      throw new UserMistakeException(
          "--report: " + file + " is not in a folder that can be written to");
    }
    if (Files.isDirectory(file)) {
      throw new UserMistakeException("--report: " + file + " is a folder, not a file");
    }
  }

  /**
   * Writes a report.
   *
   * @throws UserMistakeException if it cannot be written
   */
  public void write(RunReport report) {
    try {
      report.write(file);
    } catch (IOException e) {
      throw new UserMistakeException("--report: cannot be written: " + e.getMessage(), e);
    }
  }
}

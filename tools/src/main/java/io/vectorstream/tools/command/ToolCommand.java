package io.vectorstream.tools.command;

import io.vectorstream.pipeline.ProcessDefaults;
import io.vectorstream.pipeline.UserMistakeException;
import io.vectorstream.qdrant.connection.QdrantException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * A command line. What the user has to change is said in one sentence on standard error, and the
 * exit code is 2 then, as after any failure that leaves the command's question open.
 */
@Command(
    sortOptions = false,
    showDefaultValues = true,
    exitCodeOnExecutionException = CommandLine.ExitCode.USAGE)
public abstract class ToolCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      // Behind the flags of the command itself.
      order = 1,
      description = "Show this help.")
  @SuppressWarnings("UnusedVariable") // picocli reads the annotation.
  private boolean help;

  /** For the command's main: runs it, and ends the process with its exit code. */
  protected final void runAndExit(String... args) {
    ProcessDefaults.apply();
    System.exit(
        execute(ProcessDefaults.writer(System.out), ProcessDefaults.writer(System.err), args));
  }

  /** Runs the command, and returns its exit code. */
  public final int execute(PrintWriter out, PrintWriter err, String... args) {
    Optional<String> unreadable = ProcessDefaults.unreadable(args);
    if (unreadable.isPresent()) {
      return fail(err, unreadable.get());
    }
    return new CommandLine(this)
        .setOut(out)
        .setErr(err)
        .setParameterExceptionHandler((e, a) -> fail(err, e.getMessage() + " (see --help)"))
        .setExecutionExceptionHandler(
            (e, commandLine, result) -> {
              if (e instanceof UserMistakeException || e instanceof QdrantException) {
                return fail(err, e.getMessage());
              }
              throw e;
            })
        .execute(args);
  }

  private static int fail(PrintWriter err, String sentence) {
    err.println(sentence);
    return CommandLine.ExitCode.USAGE;
  }

  /** Where the command's answer goes. */
  protected final PrintWriter out() {
    return spec.commandLine().getOut();
  }

  /** Where all else goes. */
  protected final PrintWriter err() {
    return spec.commandLine().getErr();
  }

  /** Ends the command with a sentence, unless a condition of its flags holds. */
  protected final void require(boolean condition, String sentence) {
    if (!condition) {
      throw new ParameterException(spec.commandLine(), sentence);
    }
  }

  /** Names the flag in front of what the value says is wrong with itself. */
  protected final <T> T checked(String flag, Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), flag + ": " + e.getMessage(), e);
    }
  }
}

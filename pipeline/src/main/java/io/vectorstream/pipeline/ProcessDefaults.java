package io.vectorstream.pipeline;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Lets a command do and say the same on every machine, whatever language that is set to. */
public final class ProcessDefaults {

  /** What the JVM puts where it could not read an argument's bytes. */
  private static final char UNREADABLE = '\uFFFD';

  private ProcessDefaults() {}

  /**
   * To be called first of all by a command's main. Sets the default locale, and lets standard
   * output and standard error write UTF-8.
   */
  public static void apply() {
    // Kafka's broker, Beam and DJL turn words into upper and lower case, and numbers into file
    // names, by the default locale. In Turkish "classic" becomes "CLASSİC", which Kafka does not
    // know; in Arabic the digits are others.
    Locale.setDefault(Locale.ROOT);
    // By default Java writes a question mark for what the machine's charset lacks.
    System.setOut(new PrintStream(System.out, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(System.err, true, StandardCharsets.UTF_8));
  }

  /** A writer to standard output or standard error, in UTF-8. */
  public static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
  }

  /** What is wrong, in one sentence, if an argument has lost letters on its way to the JVM. */
  public static Optional<String> unreadable(String... args) {
    return Arrays.stream(args)
        .filter(arg -> arg.indexOf(UNREADABLE) >= 0)
        .map(
            arg ->
                arg
                    + " has letters that Java cannot read in the locale of this machine: set the"
                    + " environment variable LC_ALL to C.UTF-8")
        .findFirst();
  }
}

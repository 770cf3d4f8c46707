package io.vectorstream.pipeline;

import io.vectorstream.pipeline.config.Arguments;
import io.vectorstream.pipeline.config.ExampleConfig;
import io.vectorstream.pipeline.demo.Demo;
import io.vectorstream.pipeline.options.VectorStreamOptions;
import io.vectorstream.pipeline.report.ReportFile;
import io.vectorstream.pipeline.settings.LogSettings;
import io.vectorstream.pipeline.settings.Settings;
import io.vectorstream.pipeline.settings.SettingsReader;
import io.vectorstream.runners.Runners;
import java.io.PrintStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs VectorStream from the command line: shop events from Kafka, embedded and searchable in
 * Qdrant. Without options it shows itself at work, on events of its own and with everything inside
 * this process; {@code --help} lists the options.
 *
 * <p>SIGTERM and Ctrl-C drain a run: it stops reading, finishes what it has read, commits offsets
 * and writes its report.
 *
 * <p>Exit codes: 0 after a run that ended as asked or was drained, 2 if the user has to change
 * something (one sentence on standard error says what), 1 for any other failure.
 */
public final class VectorStream {

  private static final Logger LOG = LoggerFactory.getLogger(VectorStream.class);

  private VectorStream() {}

  /**
   * Runs, and ends the process: a runner leaves threads behind that would keep it alive. Where the
   * process is another program's that takes this for a failure, a run that succeeded returns.
   */
  public static void main(String[] args) {
    ProcessDefaults.apply();
    Drain drain = new Drain();
    TerminationSignals.drain(drain);
    int exitCode = run(args, drain, System.out, System.err);
    if (exitCode != 0 || !Runners.endWithReturnOfMain()) {
      ProcessExit.now(exitCode);
    }
  }

  /**
   * Like {@link #main}, but gives the exit code back, and takes no signals.
   *
   * @param drain ends the run when somebody requests it
   * @param out where the run says what it does
   * @param err where it says what the user has to change
   */
  public static int run(String[] args, Drain drain, PrintStream out, PrintStream err) {
    if (CommandLine.asksForHelp(args)) {
      CommandLine.printHelp(out);
      return 0;
    }
    if (CommandLine.asksForConfig(args)) {
      ExampleConfig.print(out);
      return 0;
    }
    Arguments arguments = Arguments.NONE;
    try {
      arguments = Arguments.of(args, System.getenv());
      VectorStreamOptions options = CommandLine.parse(arguments.toArray());
      LogSettings.read(options).apply();
      arguments.warnOfUnknown();
      Settings settings = SettingsReader.read(options);
      settings.run().report().ifPresent(file -> new ReportFile(file).check());
      try (LocalServices services = LocalServices.inFolder(settings.run().dataDir());
          RunStart start = RunStart.begin(options, settings, settings.embedding().embedders())) {
        services.start(settings);
        Settings complete = Demo.configure(services.complete(settings));
        return new Run(options, complete, services.addresses(), start, drain, out).execute();
      }
    } catch (UserMistakeException e) {
      err.println("VectorStream cannot run: " + arguments.locate(e.getMessage()));
      LOG.debug("What the sentence stands for", e);
      return 2;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 1;
    } catch (Exception e) {
      LOG.error("The run failed", e);
      return 1;
    }
  }
}

package io.vectorstream.tools.mapping;

import io.vectorstream.tools.command.ToolCommand;
import java.io.InputStream;
import picocli.CommandLine.Command;

/** Tries a mapping out, or makes a first one, which its subcommands do. */
@Command(
    name = "mapping",
    description = "Tries a mapping out on samples, or makes a first one of them.",
    subcommands = {TryCommand.class, GuessCommand.class})
public final class MappingCommand extends ToolCommand {

  private final InputStream samples;

  MappingCommand(InputStream samples) {
    this.samples = samples;
  }

  /** Does as the arguments say, and ends the process. */
  public static void main(String[] args) {
    new MappingCommand(System.in).runAndExit(args);
  }

  @Override
  public Integer call() {
    require(false, "try or guess has to be said");
    return 0;
  }

  /** The values, one a line. */
  SampleLines samples() {
    return new SampleLines(samples);
  }
}

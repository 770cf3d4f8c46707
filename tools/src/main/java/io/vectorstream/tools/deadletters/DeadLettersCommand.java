package io.vectorstream.tools.deadletters;

import io.vectorstream.tools.command.ToolCommand;
import java.io.OutputStream;
import picocli.CommandLine.Command;

/** Looks at dead letters and replays them, which its subcommands do. */
@Command(
    name = "deadletters",
    description = "Lists the dead letters of a topic, shows one, or sends their records back.",
    subcommands = {ListCommand.class, ShowCommand.class, ReplayCommand.class})
public final class DeadLettersCommand extends ToolCommand {

  private final OutputStream bytes;

  DeadLettersCommand(OutputStream bytes) {
    this.bytes = bytes;
  }

  /** Does as the arguments say, and ends the process. */
  public static void main(String[] args) {
    new DeadLettersCommand(System.out).runAndExit(args);
  }

  @Override
  public Integer call() {
    require(false, "list, show or replay has to be said");
    return 0;
  }

  /** Where bytes go as they are. */
  OutputStream bytes() {
    return bytes;
  }
}

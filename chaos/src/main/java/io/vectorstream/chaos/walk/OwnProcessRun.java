package io.vectorstream.chaos.walk;

import io.vectorstream.chaos.Service;
import io.vectorstream.chaos.ServiceCommand;
import io.vectorstream.local.JvmFlags;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Runs the application in a process of its own, which is killed in the end. */
final class OwnProcessRun implements ApplicationRun {

  private final ServiceCommand command;
  private final Process process;

  OwnProcessRun(List<String> options, Path log) throws IOException {
    command = new ServiceCommand(Service.PIPELINE, JvmFlags.read(), options, 0, log);
    process = command.launch();
  }

  @Override
  public boolean isRunning() {
    return process.isAlive();
  }

  /** Kills it, as {@code kill -9} does. */
  @Override
  public void end() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public boolean endedWell() {
    return !process.isAlive();
  }

  @Override
  public String ending() {
    return "exit code " + (process.isAlive() ? "none" : process.exitValue()) + " " + command.tail();
  }
}

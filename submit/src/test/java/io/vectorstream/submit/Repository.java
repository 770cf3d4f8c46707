package io.vectorstream.submit;

import java.nio.file.Path;

/** Where the project lies. */
final class Repository {

  private static final Path ROOT = Path.of(System.getProperty("vectorstream.root"));

  private Repository() {}

  /** The jar that is submitted. */
  static Path jar() {
    return ROOT.resolve("submit").resolve("target").resolve("vectorstream-submit.jar");
  }

  /** One of the commands that a person types. */
  static Path script(String name) {
    return ROOT.resolve("scripts").resolve(name);
  }
}

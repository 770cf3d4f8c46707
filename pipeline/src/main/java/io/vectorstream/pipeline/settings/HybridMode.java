package io.vectorstream.pipeline.settings;

/** Whether words are written beside vectors. */
public enum HybridMode {
  /** To a collection that the run creates, and to one that has words. */
  AUTO,

  /** Also to one that exists without them: they are added to it. */
  TRUE,

  /** Never. */
  FALSE;

  /**
   * Reads the option {@code --hybrid}.
   *
   * @throws IllegalArgumentException if it is none of the three words
   */
  static HybridMode parse(String word) {
    return switch (word) {
      case "auto" -> AUTO;
      case "true" -> TRUE;
      case "false" -> FALSE;
      default ->
          throw new IllegalArgumentException(
              "words are written auto, true or false, not \"" + word + "\"");
    };
  }
}

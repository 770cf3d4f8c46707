package io.vectorstream.serve;

/** What a run is about. */
public enum RunState {
  /** It has read nothing yet. */
  STARTING("starting"),

  /** Its pipeline reads. */
  READING("reading"),

  /** Its pipeline has ended, and another one is about to go on. */
  RESTARTING("going on with another pipeline"),

  /** It reads nothing more, and finishes what it has read. */
  ENDING("ending"),

  /** It has done all, and stays up to be looked at. */
  DONE("has done all there was to do");

  private final String words;

  RunState(String words) {
    this.words = words;
  }

  /** It in words, for a person. */
  @Override
  public String toString() {
    return words;
  }
}

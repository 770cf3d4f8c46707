package io.vectorstream.submit;

import java.util.ArrayList;
import java.util.List;

/**
 * How a script ended.
 *
 * @param lines all that it printed
 */
record ScriptOutcome(int exitCode, List<String> lines) {

  /** The lines that follow a flag. */
  List<String> after(String flag) {
    List<String> values = new ArrayList<>();
    for (int line = 0; line + 1 < lines.size(); line++) {
      if (lines.get(line).equals(flag)) {
        values.add(lines.get(line + 1));
      }
    }
    return values;
  }
}

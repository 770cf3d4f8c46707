package io.vectorstream.embedding;

import java.io.Serializable;

/**
 * What a model is given of a text.
 *
 * @param prefix the instruction put before every text that is stored; empty for none
 * @param maxLength how many tokens of a text reach the model at most
 * @param lowerCase whether texts are put in lower case
 * @param tokenTypes whether the model is given token types beside the tokens
 */
public record TextInput(String prefix, int maxLength, boolean lowerCase, boolean tokenTypes)
    implements Serializable {

  /** All of a text, as it is. */
  public static final TextInput WHOLE = new TextInput("", Integer.MAX_VALUE, false, false);
}

package io.vectorstream.deadletter.archive;

import com.google.auto.value.AutoValue;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The key or the value of a letter: whatever bytes the record had. */
@AutoValue
public abstract class LetterBytes {

  /** The bytes, or as many of their beginning as were kept. The array is shared: do not write. */
  @SuppressWarnings("mutable")
  public abstract byte[] bytes();

  /** How many bytes there are in the letter. */
  public abstract int size();

  /** These bytes, whole. */
  public static LetterBytes of(byte[] bytes) {
    return beginningOf(bytes, bytes.length);
  }

  /**
   * The beginning of bytes.
   *
   * @param most how many are kept at most
   */
  static LetterBytes beginningOf(byte[] bytes, int most) {
    byte[] kept = bytes.length <= most ? bytes : Arrays.copyOf(bytes, most);
    return new AutoValue_LetterBytes(kept, bytes.length);
  }

  /**
   * Bytes as a person is shown them.
   *
   * @param text UTF-8 text, or base64
   * @param isBase64 whether it is base64, the bytes being no text
   * @param isCut whether there is more than is shown
   */
  public record Shown(String text, boolean isBase64, boolean isCut) {}

  /** The whole as text, if it was kept whole and is valid UTF-8. */
  public final Optional<String> text() {
    return bytes().length < size() ? Optional.empty() : Optional.ofNullable(decode());
  }

  /**
   * What is at hand, as text where it is valid UTF-8, else as base64.
   *
   * @param mostCharacters how long the text is at most, at least 4
   */
  public final Shown shown(int mostCharacters) {
    String text = decode();
    if (text == null) {
      int most = mostCharacters / 4 * 3;
      byte[] beginning = bytes().length <= most ? bytes() : Arrays.copyOf(bytes(), most);
      return new Shown(
          Base64.getEncoder().encodeToString(beginning), true, beginning.length < size());
    }
    boolean fits = text.length() <= mostCharacters;
    return new Shown(
        fits ? text : beginningOf(text, mostCharacters), false, !fits || bytes().length < size());
  }

  private static String beginningOf(String text, int most) {
    return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
  }

  /** Null if it is no text. A character that was cut through at the end is left out. */
  private @Nullable String decode() {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    CharBuffer text = CharBuffer.allocate(bytes().length);
    boolean whole = bytes().length == size();
    CoderResult result = decoder.decode(ByteBuffer.wrap(bytes()), text, whole);
    return result.isError() ? null : text.flip().toString();
  }
}

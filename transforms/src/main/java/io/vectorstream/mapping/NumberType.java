package io.vectorstream.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A finite number, or a text that holds nothing else: {@code 1299.50}, or as people of a language
 * write it, {@code 1.299,50}.
 */
final class NumberType implements ValueType {

  /** As in JSON, but a sign and zeros may stand in front. */
  private static final Pattern PLAIN =
      Pattern.compile("[+-]?(\\d{1,400}(\\.\\d{0,400})?|\\.\\d{1,400})([eE][+-]?\\d{1,3})?");

  private static final Pattern WHOLE = Pattern.compile("[+-]?\\d{1,18}");

  /** What people write between thousands where the locale has a space or an apostrophe. */
  private static final String SPACES = " \u00A0\u202F";

  private static final String APOSTROPHES = "'\u2019";

  private final @Nullable Locale locale;
  private final Pattern written;
  private final char decimal;

  private NumberType(@Nullable Locale locale, Pattern written, char decimal) {
    this.locale = locale;
    this.written = written;
    this.decimal = decimal;
  }

  /** Numbers as programs write them. */
  static NumberType plain() {
    return new NumberType(null, PLAIN, '.');
  }

  /**
   * Numbers as people of a language write them. Between separators may stand two digits, as in
   * India, but behind the last one only three: with two it is as likely a decimal point, and a
   * price of another magnitude would go unnoticed. For the same reason no zero stands in front.
   */
  static NumberType of(Locale locale) {
    DecimalFormatSymbols symbols = DecimalFormatSymbols.getInstance(locale);
    String group = "[" + Pattern.quote(alike(symbols.getGroupingSeparator())) + "]";
    String grouped = "[1-9]\\d{0,2}(" + group + "\\d{2,3}){0,99}" + group + "\\d{3}";
    String fraction = "(" + Pattern.quote("" + symbols.getDecimalSeparator()) + "\\d{1,400})?";
    return new NumberType(
        locale,
        Pattern.compile("[+-]?(\\d{1,400}|" + grouped + ")" + fraction),
        symbols.getDecimalSeparator());
  }

  private static String alike(char separator) {
    if (SPACES.indexOf(separator) >= 0) {
      return SPACES;
    }
    return APOSTROPHES.indexOf(separator) >= 0 ? APOSTROPHES : String.valueOf(separator);
  }

  @Override
  public @Nullable JsonNode convert(JsonNode value) {
    if (value.isNumber()) {
      return Double.isFinite(value.doubleValue()) ? value : null;
    }
    if (!value.isTextual()) {
      return null;
    }
    String text = value.textValue().strip();
    Matcher matcher = written.matcher(text);
    return matcher.matches() ? number(locale == null ? text : plain(text)) : null;
  }

  /** Without what stands between thousands, and with a point. */
  private String plain(String text) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      if (character == decimal) {
        plain.append('.');
      } else if (Character.isDigit(character) || character == '-') {
        plain.append(character);
      }
    }
    return plain.toString();
  }

  private static @Nullable JsonNode number(String text) {
    if (WHOLE.matcher(text).matches()) {
      return LongNode.valueOf(Long.parseLong(text));
    }
    double number = Double.parseDouble(text);
    return Double.isFinite(number) ? DoubleNode.valueOf(number) : null;
  }

  @Override
  public String wanted() {
    return locale == null
        ? "a finite number"
        : "a finite number as " + locale.toLanguageTag() + " writes it";
  }
}

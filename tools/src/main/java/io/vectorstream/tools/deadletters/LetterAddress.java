package io.vectorstream.tools.deadletters;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Where a letter stands in its topic, written as {@code PARTITION/OFFSET}. */
record LetterAddress(int partition, long offset) {

  private static final Pattern WRITTEN = Pattern.compile("([0-9]{1,9})/([0-9]{1,18})");

  @Override
  public String toString() {
    return partition + "/" + offset;
  }

  /** Reads the command line. */
  static final class Converter implements ITypeConverter<LetterAddress> {
    @Override
    public LetterAddress convert(String text) {
      Matcher matcher = WRITTEN.matcher(text);
      if (!matcher.matches()) {
        throw new TypeConversionException(
            "it has to be a partition and an offset such as 0/12, it is \"" + text + "\"");
      }
      return new LetterAddress(
          Integer.parseInt(matcher.group(1)), Long.parseLong(matcher.group(2)));
    }
  }
}

package io.vectorstream.serve.api;

import io.vectorstream.serve.http.BadRequestException;
import io.vectorstream.time.IsoTimes;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;

/** The parameters of a request, each looked at before it is used. */
final class Parameters {

  private static final int TEXT_MAX = 1_000;

  private final Fields fields;

  private Parameters(Fields fields) {
    this.fields = fields;
  }

  /**
   * Those of a request.
   *
   * @throws BadRequestException if they cannot be read, if there is another one than the known, or
   *     one more than once
   */
  static Parameters of(Request request, Set<String> known) {
    Fields fields = read(request);
    for (Fields.Field field : fields) {
      if (!known.contains(field.getName())) {
        throw new BadRequestException(
            "there is no parameter "
                + field.getName()
                + (known.isEmpty() ? ", nor any other" : ", but " + new TreeSet<>(known)));
      }
      if (field.hasMultipleValues()) {
        throw new BadRequestException(field.getName() + " is there more than once");
      }
      if (field.getValue().length() > TEXT_MAX) {
        throw new BadRequestException(
            field.getName() + " is longer than " + TEXT_MAX + " characters");
      }
    }
    return new Parameters(fields);
  }

  private static Fields read(Request request) {
    try {
      return Request.extractQueryParameters(request);
    } catch (HttpException.IllegalStateException e) {
      throw new BadRequestException(
          "the parameters cannot be read: what follows a % has to be UTF-8 in two hexadecimal"
              + " digits a byte");
    }
  }

  /** A text; nothing if it is not there or blank. */
  Optional<String> text(String name) {
    return Optional.ofNullable(fields.getValue(name)).map(String::strip).filter(t -> !t.isEmpty());
  }

  /** A text that has to be there. */
  String needed(String name) {
    return text(name).orElseThrow(() -> new BadRequestException(name + " is missing"));
  }

  /** A number. */
  Optional<Double> number(String name) {
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      double number = Double.parseDouble(text.get());
      if (Double.isFinite(number)) {
        return Optional.of(number);
      }
    } catch (NumberFormatException e) {
      // Said below, as for a number that is none.
    }
    throw new BadRequestException(name + " has to be a number, it is '" + text.get() + "'");
  }

  /** A whole number from 1 on. */
  int count(String name, int otherwise, int max) {
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      return otherwise;
    }
    try {
      int count = Integer.parseInt(text.get());
      if (count >= 1 && count <= max) {
        return count;
      }
    } catch (NumberFormatException e) {
      // Said below, as for a number that is out of range.
    }
    throw new BadRequestException(
        name + " has to be a whole number from 1 to " + max + ", it is '" + text.get() + "'");
  }

  /** A time with its zone. */
  Optional<Instant> time(String name) {
    Optional<String> text = text(name);
    try {
      return text.map(IsoTimes::parse);
    } catch (DateTimeException e) {
      throw new BadRequestException(
          name + " has to be a time such as 2026-01-31T09:30:00Z, it is '" + text.get() + "'");
    }
  }

  /** A word among some; nothing if it is not there. */
  Optional<String> word(String name, Set<String> words) {
    Optional<String> text = text(name);
    if (text.isPresent() && !words.contains(text.get())) {
      throw new BadRequestException(
          name + " has to be one of " + new TreeSet<>(words) + ", it is '" + text.get() + "'");
    }
    return text;
  }
}

package io.vectorstream.event;

import com.google.common.collect.Collections2;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Events that cost a lot to read, from just within the limits to far beyond them. */
public final class ExpensiveEvents {

  /** The values of the event around what is put into it: itself, its id and its timestamp. */
  private static final int OWN_VALUES = 3;

  private ExpensiveEvents() {}

  /** An event with some more JSON behind its own fields. */
  private static String with(String more) {
    return "{\"event_id\":\"e\",\"timestamp\":\"2026-01-31T09:30:00Z\"," + more + "}";
  }

  /** Those that are read. */
  static List<String> within() {
    return List.of(
        with(collidingNames(600)),
        with(collidingNames(5_040)),
        withLists(CommerceEvent.MOST_VALUES - OWN_VALUES - 1),
        ofBytes(CommerceEvent.LARGEST_VALUE),
        with("\"x\":" + "[".repeat(99) + "]".repeat(99)),
        with("\"x\":" + "9".repeat(1_000)),
        with("\"x\":1e999999999,\"y\":1e-999999999,\"z\":-0.0"),
        with("\"\":1,\"" + "n".repeat(100_000) + "\":2"),
        with("\"x\":\"\\u0000\uFFFF\uD83D\uDE00\",\"x\":\"twice\""));
  }

  /** Those that are not, each with the reason. */
  static Stream<Arguments> beyond() {
    return Stream.of(
        Arguments.of(
            withLists(CommerceEvent.MOST_VALUES - OWN_VALUES),
            "it is more than an event may hold: it has more than 100000 values"),
        Arguments.of(
            with("\"x\":[" + "7,".repeat(100_000) + "7]"),
            "it is more than an event may hold: it has more than 100000 values"),
        Arguments.of(
            with("\"x\":[" + "{\"\":{}},".repeat(100_000) + "0]"),
            "it is more than an event may hold: it has more than 100000 values"),
        Arguments.of(
            ofBytes(CommerceEvent.LARGEST_VALUE + 1),
            "the record's value has 4194305 bytes, an event has 4194304 at most"),
        Arguments.of(
            with("\"x\":" + "[".repeat(100)),
            "it is more than an event may hold: "
                + "Depth (101) exceeds the maximum allowed nesting depth (100)"),
        Arguments.of(
            "[".repeat(1_000_000),
            "it is more than an event may hold: "
                + "Depth (101) exceeds the maximum allowed nesting depth (100)"),
        Arguments.of(
            with("\"x\":" + "9".repeat(1_001)),
            "it is more than an event may hold: "
                + "Number length (1001) exceeds the maximum length (1000)"),
        Arguments.of(
            with("\"x\":0." + "9".repeat(1_000_000)),
            "it is more than an event may hold: "
                + "Number length (1000000) exceeds the maximum length (1000)"));
  }

  /** The JSON of an event with a list of as many empty lists. */
  public static String withLists(int lists) {
    return with("\"x\":[" + "[],".repeat(lists - 1) + "[]]");
  }

  private static String ofBytes(int bytes) {
    int own = with("\"x\":\"\"").length();
    return with("\"x\":\"" + "a".repeat(bytes - own) + "\"");
  }

  /** Names that meet in one place of a hash table that adds the blocks of a name up. */
  private static String collidingNames(int names) {
    return Collections2.permutations(
            List.of("AAAA", "BBBB", "CCCC", "DDDD", "EEEE", "FFFF", "GGGG"))
        .stream()
        .limit(names)
        .map(blocks -> "\"kkkkkkkkkkkk" + String.join("", blocks) + "\":1")
        .collect(Collectors.joining(","));
  }
}

package io.vectorstream.tools.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A first mapping for samples, by the names of their fields. */
final class MappingGuess {

  /** By field of an event, what it is usually called, the best name first. */
  private static final Map<String, List<String>> NAMES = new LinkedHashMap<>();

  static {
    NAMES.put(
        "event_id",
        List.of("eventid", "messageid", "insertid", "uuid", "transactionid", "orderid", "id"));
    NAMES.put(
        "timestamp",
        List.of(
            "timestamp",
            "eventtime",
            "eventtimestamp",
            "occurredat",
            "createdat",
            "sentat",
            "time",
            "ts",
            "date"));
    NAMES.put("event_type", List.of("eventtype", "eventname", "event", "action", "type"));
    NAMES.put(
        "user_id",
        List.of("userid", "visitorid", "customerid", "userpseudoid", "anonymousid", "clientid"));
    NAMES.put("session_id", List.of("sessionid", "usersession", "session"));
    NAMES.put("search_query", List.of("searchquery", "searchterm", "query"));
    NAMES.put("payment_method", List.of("paymentmethod", "paymenttype"));
    NAMES.put("total_amount", List.of("totalamount", "totalprice", "total", "revenue"));
    NAMES.put("quantity", List.of("quantity", "qty"));
    NAMES.put("product.id", List.of("productid", "itemid", "sku"));
    NAMES.put("product.name", List.of("productname", "itemname", "title", "name"));
    NAMES.put("product.description", List.of("productdescription", "description"));
    NAMES.put(
        "product.category", List.of("productcategory", "itemcategory", "categorycode", "category"));
    NAMES.put("product.price", List.of("productprice", "unitprice", "price"));
  }

  private static final List<String> OF_ITEMS =
      NAMES.keySet().stream()
          .filter(name -> name.startsWith("product.") || name.equals("quantity"))
          .toList();

  private final List<ObjectNode> samples;
  private final SamplePaths paths = new SamplePaths();

  MappingGuess(List<ObjectNode> samples) {
    this.samples = samples;
    samples.forEach(paths::add);
  }

  /** The mapping, with comments. */
  String yaml() {
    StringBuilder yaml =
        new StringBuilder(
            "# A first mapping, made of "
                + samples.size()
                + " samples by the names of their fields. Look it over, then\n"
                + "#   scripts/mapping try --mapping=FILE < samples\n"
                + "fields:\n");
    NAMES.forEach(
        (field, names) -> {
          Optional<String> path = field.equals("event_id") ? eventId(names) : paths.best(names);
          if (path.isPresent()) {
            yaml.append("  ").append(field).append(": ").append(rule(field, path.get()));
            yaml.append(" # such as ").append(paths.example(path.get())).append('\n');
          } else if (field.equals("event_id")) {
            yaml.append("  # No id tells the samples apart: this is the hash of the whole value.\n")
                .append("  event_id: {hash: \"\"}\n");
          } else if (field.equals("timestamp")) {
            yaml.append("  # Which field says when it was?\n  timestamp: /timestamp\n");
          } else {
            yaml.append("  # ").append(field).append(": nothing found\n");
          }
        });
    paths.list().ifPresent(list -> items(list, yaml));
    return yaml.toString();
  }

  /** Where each sample has a value of its own: two events of one id are one point. */
  private Optional<String> eventId(List<String> names) {
    return paths.called(names).filter(this::tellsSamplesApart).findFirst();
  }

  private boolean tellsSamplesApart(String path) {
    Set<String> seen = new HashSet<>();
    return samples.stream()
        .distinct()
        .map(sample -> sample.at(path).asText())
        .allMatch(id -> !id.isBlank() && seen.add(id));
  }

  private void items(String list, StringBuilder yaml) {
    SamplePaths ofItems = new SamplePaths();
    samples.forEach(sample -> sample.at(list).forEach(ofItems::add));
    List<String> lines = new ArrayList<>();
    for (String field : OF_ITEMS) {
      ofItems
          .best(NAMES.get(field))
          .ifPresent(
              path ->
                  lines.add(
                      "    " + field + ": " + path + " # such as " + ofItems.example(path) + '\n'));
    }
    if (!lines.isEmpty()) {
      yaml.append("# Each of these is a point of its own.\nitems:\n  path: ").append(list);
      yaml.append("\n  # key: what tells items apart, in place of their place in the list\n");
      yaml.append("  fields:\n").append(String.join("", lines));
    }
  }

  private String rule(String field, String path) {
    return field.equals("timestamp") ? time(path, paths.value(path)) : path;
  }

  /** How the first of them is written; that all of them are so, remains to be tried. */
  private static String time(String path, JsonNode value) {
    String text = value.asText();
    if (text.matches("\\d+")) {
      String format =
          switch ((text.length() - 1) / 3) {
            case 3 -> "epoch_seconds";
            case 4 -> "epoch_millis";
            case 5 -> "epoch_micros";
            default -> "epoch_nanos";
          };
      return "{path: " + path + ", format: " + format + "}";
    }
    if (text.matches("\\d{4}-\\d\\d-\\d\\d[ T]\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?")) {
      return "{path: " + path + ", zone: UTC}";
    }
    if (text.matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d [A-Z]{3}")) {
      return "{path: " + path + ", format: \"yyyy-MM-dd HH:mm:ss VV\"}";
    }
    return path;
  }
}

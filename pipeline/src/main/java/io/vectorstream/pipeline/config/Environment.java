package io.vectorstream.pipeline.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Options in environment variables: {@code VECTORSTREAM_QDRANT_URL} for {@code --qdrantUrl}. */
final class Environment {

  static final String PREFIX = "VECTORSTREAM_";

  private static final Pattern ADDRESS_OF_SERVICE = Pattern.compile("(?:tcp|udp|sctp)://.*");

  private Environment() {}

  /**
   * The options that variables give. Kubernetes sets variables too, for a service named
   * vectorstream-http even {@code VECTORSTREAM_HTTP_PORT}, to an address.
   *
   * @param variables the environment
   */
  static List<Setting> read(Map<String, String> variables) {
    Map<String, String> names = new TreeMap<>();
    OptionNames.all().forEach(name -> names.put(OptionNames.variable(name), name));
    List<Setting> settings = new ArrayList<>();
    new TreeMap<>(variables)
        .forEach(
            (variable, value) -> {
              if (names.containsKey(variable) && !ADDRESS_OF_SERVICE.matcher(value).matches()) {
                settings.add(new Setting(names.get(variable), value, variable));
              }
            });
    return settings;
  }
}

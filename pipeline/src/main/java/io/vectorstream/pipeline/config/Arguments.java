package io.vectorstream.pipeline.config;

import io.vectorstream.pipeline.UserMistakeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The arguments of a run: those of the command line, then what a file gives that they do not, then
 * what the environment gives that neither does.
 */
public final class Arguments {

  /** None at all. */
  public static final Arguments NONE = new Arguments();

  private static final Logger LOG = LoggerFactory.getLogger(Arguments.class);

  private static final Pattern NAMED = Pattern.compile("--(\\w+).*", Pattern.DOTALL);
  private static final String CONFIG = "config";

  private final List<String> all = new ArrayList<>();
  private final Map<String, String> origins = new HashMap<>();
  private final Set<String> unknown = new TreeSet<>();

  private Arguments() {}

  /**
   * Puts them together.
   *
   * @param args the command line's
   * @param variables the environment
   * @throws UserMistakeException if the file that {@code --config} names cannot be read, or
   *     something in it is no option
   */
  public static Arguments of(String[] args, Map<String, String> variables) {
    Arguments arguments = new Arguments();
    for (String arg : args) {
      arguments.all.add(arg);
      arguments.origins.put(name(arg), "");
    }
    List<Setting> environment = Environment.read(variables);
    variables.keySet().stream()
        .filter(variable -> variable.startsWith(Environment.PREFIX))
        .forEach(arguments.unknown::add);
    environment.forEach(setting -> arguments.unknown.remove(setting.origin()));
    configFile(args, environment).map(ConfigFile::read).ifPresent(arguments::add);
    arguments.add(environment);
    return arguments;
  }

  private static Optional<String> configFile(String[] args, List<Setting> environment) {
    String flag = "--" + CONFIG + "=";
    return Arrays.stream(args)
        .filter(arg -> arg.startsWith(flag))
        .map(arg -> arg.substring(flag.length()))
        .findFirst()
        .or(
            () ->
                environment.stream()
                    .filter(setting -> setting.name().equals(CONFIG))
                    .map(Setting::value)
                    .findFirst());
  }

  private void add(List<Setting> settings) {
    for (Setting setting : settings) {
      if (origins.putIfAbsent(setting.name(), setting.origin()) == null) {
        all.add("--" + setting.name() + "=" + setting.value());
      }
    }
  }

  /**
   * Warns of the variables that stand for no option. They are no mistake: Kubernetes sets {@code
   * VECTORSTREAM_PORT} and others for a service of that name.
   */
  public void warnOfUnknown() {
    unknown.forEach(name -> LOG.warn("The environment variable {} stands for no option", name));
  }

  /** As the command line would give them, {@code --name=value}. */
  public String[] toArray() {
    return all.toArray(String[]::new);
  }

  /**
   * A complaint about an option, which begins with its name, and where the option is given if that
   * is not the command line.
   */
  public String locate(String complaint) {
    String origin = origins.getOrDefault(name(complaint), "");
    return origin.isEmpty() ? complaint : complaint + " (given in " + origin + ")";
  }

  private static String name(String arg) {
    Matcher named = NAMED.matcher(arg);
    return named.matches() ? named.group(1) : "";
  }
}

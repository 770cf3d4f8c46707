package io.vectorstream.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The three processes, their addresses and their folders. */
final class Services implements AutoCloseable {

  static final String TOPIC = "chaos";
  static final String DEAD_LETTER_TOPIC = TOPIC + ".dlq";
  static final String GROUP_ID = "chaos";
  static final String COLLECTION = "chaos";

  private static final String HOST = "127.0.0.1:";
  private static final List<String> SMALL_JVM =
      List.of("-Xmx1g", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError");

  private final int brokerPort = QuietPorts.free();
  private final int storePort = QuietPorts.free();
  private final Path folder;
  private final Map<Service, Supervisor> supervisors = new EnumMap<>(Service.class);

  Services(ChaosSettings settings, Outages outages) throws IOException {
    folder = settings.folder();
    Files.createDirectories(folder.resolve("tmp"));
    Map<Service, List<Kill>> plan = settings.plan();
    for (Service service : Service.values()) {
      supervisors.put(
          service, new Supervisor(command(service, settings), plan.get(service), outages));
    }
  }

  String bootstrapServers() {
    return HOST + brokerPort;
  }

  String storeUrl() {
    return "http://" + HOST + storePort;
  }

  Supervisor get(Service service) {
    return supervisors.get(service);
  }

  /** Starts one of them, and waits until it listens if it is one that does. */
  void start(Service service) throws IOException, InterruptedException {
    get(service).start();
  }

  /** Whether each has been killed as often as it is to be, and runs again. */
  boolean allThrough() {
    return supervisors.values().stream().allMatch(Supervisor::isThrough);
  }

  /** A figure of each. */
  Map<Service, Integer> figures(ToIntFunction<Supervisor> figure) {
    Map<Service, Integer> figures = new EnumMap<>(Service.class);
    supervisors.forEach(
        (service, supervisor) -> figures.put(service, figure.applyAsInt(supervisor)));
    return figures;
  }

  /** The ends of all logs. */
  String logTails() {
    return supervisors.values().stream()
        .map(Supervisor::logTail)
        .collect(Collectors.joining("\n", "", "\n"));
  }

  /** Kills them for good, first those that depend on others. */
  @Override
  public void close() {
    get(Service.PIPELINE).close();
    get(Service.STORE).close();
    get(Service.BROKER).close();
  }

  private ServiceCommand command(Service service, ChaosSettings settings) {
    return new ServiceCommand(
        service,
        withFolder(service == Service.PIPELINE ? settings.jvmFlags() : SMALL_JVM),
        arguments(service, settings),
        port(service),
        folder.resolve(service.word() + ".log"));
  }

  /** What a killed process leaves behind goes with the run's folder. */
  private List<String> withFolder(List<String> jvmFlags) {
    return Stream.concat(jvmFlags.stream(), Stream.of("-Djava.io.tmpdir=" + folder.resolve("tmp")))
        .toList();
  }

  private List<String> arguments(Service service, ChaosSettings settings) {
    return switch (service) {
      case BROKER, STORE ->
          List.of(folder.resolve(service.word()).toString(), String.valueOf(port(service)));
      case PIPELINE ->
          List.of(
              "--runner=" + settings.runner(),
              "--bootstrapServers=" + bootstrapServers(),
              "--qdrantUrl=" + storeUrl(),
              "--topic=" + TOPIC,
              "--groupId=" + GROUP_ID,
              "--collection=" + COLLECTION,
              "--noHttp");
    };
  }

  private int port(Service service) {
    return switch (service) {
      case BROKER -> brokerPort;
      case STORE -> storePort;
      case PIPELINE -> 0;
    };
  }
}

package io.vectorstream.tools.generate;

import io.vectorstream.kafka.KafkaConnection;
import io.vectorstream.local.generator.EventGenerator;
import io.vectorstream.local.generator.EventSender;
import io.vectorstream.local.generator.EventSink;
import io.vectorstream.local.generator.GeneratorConfig;
import io.vectorstream.local.generator.MalformedKind;
import io.vectorstream.local.generator.Pace;
import io.vectorstream.local.generator.SendProgress;
import io.vectorstream.pipeline.ProcessDefaults;
import io.vectorstream.pipeline.UserMistakeException;
import io.vectorstream.pipeline.demo.KafkaDestination;
import io.vectorstream.pipeline.demo.KafkaSink;
import io.vectorstream.pipeline.settings.KafkaReader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The flags of {@link GenerateEvents}, and what they are turned into. */
@Command(
    name = "generate",
    sortOptions = false,
    description = "Sends generated shop events to a Kafka topic, or writes them to a file.",
    mixinStandardHelpOptions = false)
final class GenerateCommand implements Callable<Integer> {

  static final double RATE_DEFAULT = 100;

  @Spec private CommandSpec spec;

  @Option(
      names = {"-b", "--bootstrapServers"},
      paramLabel = "HOST:PORT",
      description = "Kafka's address, or several separated by commas. Needed without --toFile.")
  private @Nullable String bootstrapServers;

  @Option(
      names = "--kafkaProperties",
      paramLabel = "FILE",
      description =
          "A file of properties for Kafka's clients, as for TLS and SASL; they go before the other"
              + " flags.")
  private @Nullable String propertiesFile;

  @Option(
      names = {"-t", "--topic"},
      defaultValue = "ecommerce-events",
      paramLabel = "NAME",
      description = "The topic. Default: ${DEFAULT-VALUE}.")
  private String topic;

  @Option(
      names = {"-c", "--count"},
      defaultValue = "1000",
      paramLabel = "N",
      description = "How many events to send. Default: ${DEFAULT-VALUE}.")
  private long count;

  @Option(
      names = {"-r", "--rate"},
      paramLabel = "N",
      description = "Events per second on average. Default: 100 to Kafka, no limit to a file.")
  private @Nullable Double rate;

  @Option(
      names = "--burst",
      description =
          "Send each second's events at once at its beginning instead of spreading them evenly;"
              + " the average is still --rate.")
  private boolean burst;

  @Option(names = "--no-rate-limit", description = "Send as fast as possible.")
  private boolean noRateLimit;

  @Option(
      names = "--compression",
      defaultValue = KafkaDestination.COMPRESSION_DEFAULT,
      paramLabel = "TYPE",
      description = "lz4, gzip, snappy, zstd or none. Default: ${DEFAULT-VALUE}.")
  private String compression;

  @Option(
      names = "--acks",
      defaultValue = KafkaDestination.ACKS_DEFAULT,
      paramLabel = "ACKS",
      description =
          "Who has to acknowledge an event: 0 nobody, 1 the leader, all every in-sync replica."
              + " Default: ${DEFAULT-VALUE}.")
  private String acks;

  @Option(
      names = "--products",
      defaultValue = "" + GeneratorConfig.PRODUCTS_DEFAULT,
      paramLabel = "N",
      description =
          "The size of the catalogue, and so the number of distinct product texts. Default:"
              + " ${DEFAULT-VALUE}.")
  private int products;

  @Option(
      names = "--seed",
      defaultValue = "" + GeneratorConfig.SEED_DEFAULT,
      paramLabel = "N",
      description =
          "Equal seeds give equal events but for the timestamps. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--toFile",
      paramLabel = "FILE",
      description =
          "Write one event a line to this file, replacing it, and leave Kafka alone. Keys are not"
              + " written.")
  private @Nullable Path file;

  @Option(
      names = "--malformed",
      defaultValue = "0",
      paramLabel = "PERCENT",
      description =
          "The share of values that no reader may accept, of many kinds. With --toFile the kinds"
              + " that a line cannot hold (an empty value, null) are left out. Default:"
              + " ${DEFAULT-VALUE}.")
  private double malformed;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  @SuppressWarnings("UnusedVariable") // picocli reads the annotation.
  private boolean help;

  /** Runs the command and returns its exit code: 0, or 2 after one sentence on {@code err}. */
  static int execute(PrintWriter out, PrintWriter err, String... args) {
    Optional<String> unreadable = ProcessDefaults.unreadable(args);
    if (unreadable.isPresent()) {
      return fail(err, unreadable.get());
    }
    return new CommandLine(new GenerateCommand())
        .setOut(out)
        .setErr(err)
        .setParameterExceptionHandler((e, a) -> fail(err, e.getMessage() + " (see --help)"))
        .setExecutionExceptionHandler(
            (e, commandLine, result) -> {
              if (e instanceof UserMistakeException) {
                return fail(err, e.getMessage());
              }
              throw e;
            })
        .execute(args);
  }

  @Override
  @SuppressWarnings("try") // StopOnExit works by being open.
  public Integer call() {
    GeneratorConfig config = config();
    Pace pace = pace();
    require(count >= 1, "--count must be at least 1, was " + count);
    require(bootstrapServers != null || file != null, "--bootstrapServers or --toFile is needed");
    require(
        bootstrapServers == null || file == null,
        "--bootstrapServers and --toFile exclude each other");
    try (EventSink sink = openSink()) {
      EventSender sender = new EventSender(new EventGenerator(config), sink, pace);
      try (StopOnExit stop = new StopOnExit(sender)) {
        SendProgress end = send(sender);
        spec.commandLine().getOut().println(summary(end));
        spec.commandLine().getOut().flush();
      }
    }
    return 0;
  }

  private SendProgress send(EventSender sender) {
    try (ProgressDisplay display = ProgressDisplay.open(count, spec.commandLine().getErr())) {
      return sender.send(count, display);
    }
  }

  private GeneratorConfig config() {
    GeneratorConfig config =
        checked(
            "--products", () -> GeneratorConfig.defaults().withSeed(seed).withProducts(products));
    config = checked("--malformed", configWithMalformed(config));
    if (file == null) {
      return config;
    }
    return config.withMalformedKinds(
        Arrays.stream(MalformedKind.values()).filter(MalformedKind::fitsOnALine).toList());
  }

  private Supplier<GeneratorConfig> configWithMalformed(GeneratorConfig config) {
    return () -> config.withMalformedPercent(malformed);
  }

  private Pace pace() {
    require(!(noRateLimit && rate != null), "--rate and --no-rate-limit exclude each other");
    require(!(noRateLimit && burst), "--burst and --no-rate-limit exclude each other");
    if (noRateLimit || (file != null && rate == null && !burst)) {
      return Pace.unlimited();
    }
    double perSecond = rate == null ? RATE_DEFAULT : rate;
    return checked("--rate", () -> burst ? Pace.bursts(perSecond) : Pace.steady(perSecond));
  }

  private EventSink openSink() {
    if (file != null) {
      return FileSink.create(file);
    }
    KafkaConnection kafka = KafkaReader.connection(bootstrapServers, propertiesFile);
    KafkaDestination plain = checked("--topic", () -> KafkaDestination.of(kafka, topic));
    KafkaDestination compressed =
        checked("--compression", () -> plain.withCompression(compression));
    return KafkaSink.connect(checked("--acks", () -> compressed.withAcks(acks)));
  }

  private String summary(SendProgress end) {
    return String.format(
        Locale.ROOT,
        "%s %,d events%s to %s in %.1f s: %,.0f events/s%s",
        file == null ? "Sent" : "Wrote",
        end.sent(),
        end.malformed() == 0 ? "" : String.format(Locale.ROOT, " (%,d malformed)", end.malformed()),
        file == null ? "topic " + topic : file,
        end.elapsed().toMillis() / 1e3,
        end.rate(),
        end.sent() == end.requested()
            ? ""
            : String.format(Locale.ROOT, "; stopped before %,d", end.requested()));
  }

  /** Names the flag in front of what the checked value says about itself. */
  private <T> T checked(String flag, Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), flag + ": " + e.getMessage(), e);
    }
  }

  private void require(boolean condition, String message) {
    if (!condition) {
      throw new ParameterException(spec.commandLine(), message);
    }
  }

  private static int fail(PrintWriter err, String sentence) {
    err.println(sentence);
    err.flush();
    return CommandLine.ExitCode.USAGE;
  }
}

package io.vectorstream.tools.generate;

import io.vectorstream.kafka.KafkaConnection;
import io.vectorstream.local.generator.EventGenerator;
import io.vectorstream.local.generator.EventSender;
import io.vectorstream.local.generator.EventSink;
import io.vectorstream.local.generator.GeneratorConfig;
import io.vectorstream.local.generator.MalformedKind;
import io.vectorstream.local.generator.Pace;
import io.vectorstream.local.generator.SendProgress;
import io.vectorstream.pipeline.demo.KafkaDestination;
import io.vectorstream.pipeline.demo.KafkaSink;
import io.vectorstream.tools.command.KafkaFlags;
import io.vectorstream.tools.command.TaskProgress;
import io.vectorstream.tools.command.ToolCommand;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Sends generated shop events to Kafka, or writes them to a file. */
@Command(
    name = "generate",
    description = "Sends generated shop events to a Kafka topic, or writes them to a file.")
public final class GenerateCommand extends ToolCommand {

  private static final double RATE_DEFAULT = 100;

  @Mixin private KafkaFlags kafka;

  @Option(
      names = {"-c", "--count"},
      defaultValue = "1000",
      paramLabel = "N",
      description = "How many events to send.")
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
      description = "lz4, gzip, snappy, zstd or none.")
  private String compression;

  @Option(
      names = "--acks",
      defaultValue = KafkaDestination.ACKS_DEFAULT,
      paramLabel = "ACKS",
      description =
          "Who has to acknowledge an event: 0 nobody, 1 the leader, all every in-sync replica.")
  private String acks;

  @Option(
      names = "--products",
      defaultValue = "" + GeneratorConfig.PRODUCTS_DEFAULT,
      paramLabel = "N",
      description = "The size of the catalogue, and so the number of distinct product texts.")
  private int products;

  @Option(
      names = "--seed",
      defaultValue = "" + GeneratorConfig.SEED_DEFAULT,
      paramLabel = "N",
      description = "Equal seeds give equal events but for the timestamps.")
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
              + " that a line cannot hold (an empty value, null) are left out.")
  private double malformed;

  /** Sends, and ends the process. */
  public static void main(String[] args) {
    new GenerateCommand().runAndExit(args);
  }

  @Override
  @SuppressWarnings("try") // StopOnExit works by being open.
  public Integer call() {
    GeneratorConfig config = config();
    Pace pace = pace();
    require(count >= 1, "--count must be at least 1, was " + count);
    require(kafka.areGiven() || file != null, "--bootstrapServers or --toFile is needed");
    require(
        !kafka.areGiven() || file == null, "--bootstrapServers and --toFile exclude each other");
    try (EventSink sink = openSink()) {
      EventSender sender = new EventSender(new EventGenerator(config), sink, pace);
      try (StopOnExit stop = new StopOnExit(sender)) {
        SendProgress end = send(sender);
        out().println(summary(end));
      }
    }
    return 0;
  }

  private SendProgress send(EventSender sender) {
    try (TaskProgress shown = TaskProgress.open("Sending", count, "events", err())) {
      return sender.send(count, progress -> shown.accept(progress.sent()));
    }
  }

  private GeneratorConfig config() {
    GeneratorConfig good =
        checked(
            "--products", () -> GeneratorConfig.defaults().withSeed(seed).withProducts(products));
    GeneratorConfig config = checked("--malformed", () -> good.withMalformedPercent(malformed));
    return file == null
        ? config
        : config.withMalformedKinds(
            Arrays.stream(MalformedKind.values()).filter(MalformedKind::fitsOnALine).toList());
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
    KafkaConnection connection = kafka.connection();
    KafkaDestination plain =
        checked("--topic", () -> KafkaDestination.of(connection, kafka.topic()));
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
        file == null ? "topic " + kafka.topic() : file,
        end.elapsed().toMillis() / 1e3,
        end.rate(),
        end.sent() == end.requested()
            ? ""
            : String.format(Locale.ROOT, "; stopped before %,d", end.requested()));
  }
}

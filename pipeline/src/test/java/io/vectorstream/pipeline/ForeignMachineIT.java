package io.vectorstream.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.layout.AbstractStringLayout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands on machines whose language and charset are not the developer's. */
final class ForeignMachineIT {

  private static final List<String> TURKISH = List.of("-Duser.language=tr", "-Duser.country=TR");

  /** The digits of this locale are not ASCII's. */
  private static final List<String> ARABIC = List.of("-Duser.language=ar", "-Duser.country=EG");

  /** A dotless i in UTF-8, for a shell's printf. */
  private static final String DOTLESS_I = "\\304\\261";

  @TempDir Path folder;

  @Test
  void theFirstCommandRunsInTurkishAndWithoutACharset() throws Exception {
    Services.Outcome outcome =
        new ForeignMachine("POSIX", TURKISH, folder)
            .run(VectorStream.class, "--demoEvents=100", "--demoProducts=10");

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.out())
        .contains("       100 stored in Qdrant")
        .contains("Search for \"kablosuz kulaklık\":");
  }

  /** Beside the locale, this shows the three ways in which an option is given. */
  @Test
  void numbersAndNamesAreWrittenAsEverywhereInArabic() throws Exception {
    Path data = Files.createDirectory(folder.resolve("data"));
    ForeignMachine machine =
        new ForeignMachine(
            "C.UTF-8",
            Stream.concat(ARABIC.stream(), Stream.of("-Dfile.encoding=US-ASCII")).toList(),
            folder,
            Map.of("VECTORSTREAM_DEMO_EVENTS", "60", "VECTORSTREAM_RUNNER", "NoRunner"));
    Path config =
        Files.writeString(
            folder.resolve("app.yaml"),
            "runner: DirectRunner\ndemoProducts: 0\nreport: " + data.resolve("report.json"));

    Services.Outcome outcome =
        machine.run(
            VectorStream.class,
            "--collection=kulakl" + DOTLESS_I + "k",
            "--config=" + config,
            "--demoProducts=10",
            "--dataDir=" + data);

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.out())
        .contains("writing to collection kulaklık at ")
        .contains("        60 stored in Qdrant");
    JsonNode report = new ObjectMapper().readTree(data.resolve("report.json").toFile());
    assertThat(report.get("points_written").intValue()).isEqualTo(60);
    assertThat(report.get("runner").textValue()).isEqualTo("DirectRunner");
    assertThat(data.resolve("kafka/log/ecommerce-events-0/00000000000000000000.log")).exists();
  }

  @Test
  void aReportMayHaveAnyNameThatTheLocaleHas() throws Exception {
    Services.Outcome outcome =
        new ForeignMachine("C.UTF-8", TURKISH, folder)
            .run(
                VectorStream.class,
                "--report=" + folder + "/yok" + DOTLESS_I + "/rapor.json",
                "--demoEvents=1");

    assertThat(outcome.err())
        .isEqualTo(
            "VectorStream cannot run: --report: %s/yokı/rapor.json is not in a folder that can be written to\n",
            folder);
    assertThat(outcome.exitCode()).isEqualTo(2);
  }

  @Test
  void lettersThatAnArgumentLostAreMissed() throws Exception {
    ForeignMachine machine = new ForeignMachine("POSIX", List.of(), folder);
    String sentence =
        "=kulakl\uFFFD\uFFFDk has letters that Java cannot read in the locale of this machine: set"
            + " the environment variable LC_ALL to C.UTF-8\n";

    assertThat(machine.run(VectorStream.class, "--collection=kulakl" + DOTLESS_I + "k"))
        .isEqualTo(new Services.Outcome(2, "", "VectorStream cannot run: --collection" + sentence));
  }

  @Test
  void aMistakeNamesTheFileOrTheVariableThatItIsIn() throws Exception {
    Path config = Files.writeString(folder.resolve("app.yaml"), "\nmaxEvents: -1");
    ForeignMachine machine =
        new ForeignMachine(
            "C.UTF-8", List.of(), folder, Map.of("VECTORSTREAM_EMBEDDING_BATCH_SIZE", "many"));

    assertThat(machine.run(VectorStream.class, "--config=" + config))
        .isEqualTo(
            new Services.Outcome(
                2,
                "",
                "VectorStream cannot run: --embeddingBatchSize=many is not understood: a whole number is"
                    + " wanted (given in VECTORSTREAM_EMBEDDING_BATCH_SIZE)\n"));
    assertThat(machine.run(VectorStream.class, "--config=" + config, "--embeddingBatchSize=1"))
        .isEqualTo(
            new Services.Outcome(
                2,
                "",
                "VectorStream cannot run: --maxEvents has to be at least 0, it is -1 (given in "
                    + config
                    + ", line 2)\n"));
  }

  @Test
  void whatIsOddAboutOptionsIsLoggedAsTheySay() throws Exception {
    Path properties = Files.writeString(folder.resolve("kafka.properties"), "sasl.mechanims=PLAIN");
    String[] options = {
      "--bootstrapServers=kafka:9092", "--kafkaProperties=" + properties, "--maxEvents=-1"
    };
    ForeignMachine machine =
        new ForeignMachine(
            "C.UTF-8", List.of(), folder, Map.of("VECTORSTREAM_SERVICE_HOST", "10.0.0.1"));

    List<String> lines =
        machine.run(VectorStream.class, "--logFormat=json", options).err().lines().toList();
    assertThat(lines).hasSize(3);
    assertThat(new ObjectMapper().readTree(lines.get(0)).get("message").textValue())
        .isEqualTo("The environment variable VECTORSTREAM_SERVICE_HOST stands for no option");
    assertThat(new ObjectMapper().readTree(lines.get(1)).get("message").textValue())
        .endsWith("the nearest is sasl.mechanism");
    assertThat(machine.run(VectorStream.class, "--logLevel=error", options).err())
        .isEqualTo("VectorStream cannot run: --maxEvents has to be at least 0, it is -1\n");
  }

  @Test
  void logLinesAreInUtf8() {
    Appender console = LoggerContext.getContext(false).getConfiguration().getAppender("console");

    assertThat(((AbstractStringLayout) console.getLayout()).getCharset())
        .isEqualTo(StandardCharsets.UTF_8);
  }
}

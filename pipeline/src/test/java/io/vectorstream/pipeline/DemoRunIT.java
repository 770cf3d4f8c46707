package io.vectorstream.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The run without options, but for its size. */
final class DemoRunIT {

  @TempDir Path folder;

  @Test
  void storesItsEventsAndSearchesThem() throws Exception {
    Path report = folder.resolve("report.json");

    Services.Outcome outcome =
        Services.runAlone("--demoEvents=400", "--demoProducts=30", "--report=" + report);

    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out())
        .contains("Model builtin:all-MiniLM-L6-v2 in ")
        .contains("Reading topic ecommerce-events at 127.0.0.1:")
        .contains("writing to collection ecommerce_embeddings at http://127.0.0.1:")
        .contains("Sending 400 events about 30 products")
        .contains("400 stored in Qdrant")
        .contains("0 dead letters")
        .containsPattern("Search for \"warm clothes for winter\":\\R  [01]\\.\\d{3}  \\S")
        .containsPattern("Search for \"kablosuz kulaklık\":\\R  [01]\\.\\d{3}  \\S");
    JsonNode figures = new ObjectMapper().readTree(report.toFile());
    assertThat(figures.get("precision").textValue()).isIn("fp32", "bf16", "fp16");
    assertThat(figures.get("runner").textValue()).isEqualTo("SparkRunner");
    assertThat(figures.get("events_read").intValue()).isEqualTo(400);
    assertThat(figures.get("points_written").intValue()).isEqualTo(400);
  }

  @Test
  void aDataFolderKeepsWhatARunStored() throws Exception {
    String data = "--dataDir=" + folder.resolve("data");

    for (int run = 0; run < 2; run++) {
      Services.Outcome outcome =
          Services.runAlone("--demoEvents=50", "--demoProducts=5", data, "--runner=DirectRunner");
      assertThat(outcome.exitCode()).as(outcome.err()).isZero();
      assertThat(outcome.out()).contains("        50 stored in Qdrant");
    }
  }

  @Test
  void aFileOfForeignEventsIsStoredAndSearched() throws Exception {
    Path rows =
        Files.writeString(
            folder.resolve("rows.jsonl"),
            """
            {"event_timestamp": "1769851800250001", "event_name": "view_item", "user_pseudo_id": "u", "items": [{"item_id": "1", "item_name": "Wool coat"}]}

            {"event_timestamp": "1769851801250001", "event_name": "page_view", "user_pseudo_id": "u", "items": []}
            """);

    Services.Outcome outcome =
        Services.runAlone("--demoFile=" + rows, "--mapping=builtin:ga4", "--runner=DirectRunner");

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.out())
        .contains("Sending the 2 lines of " + rows)
        .contains(" 1 stored in Qdrant")
        .contains("1 dead letter")
        .containsPattern("Search for \"warm clothes for winter\":\\R  [01]\\.\\d{3}  .*Wool coat");
  }

  @Test
  void helpListsTheOptions() {
    Services.Outcome outcome = Services.runAlone("--help");

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out())
        .contains("--bootstrapServers", "--qdrantUrl", "--demoEvents", "Default: embedded");
  }
}

package io.vectorstream.chaos.walk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RecordPlanTest {

  @Test
  void aSeedMakesTheSameRecordsAgain() {
    List<PlannedRecord> first = records(WalkSettings.of(3, "DirectRunner"));
    List<PlannedRecord> again = records(WalkSettings.of(3, "DirectRunner"));

    assertThat(again).hasSameSizeAs(first);
    for (int i = 0; i < first.size(); i++) {
      assertThat(Arrays.equals(again.get(i).value(), first.get(i).value())).isTrue();
      assertThat(again.get(i).fate()).isEqualTo(first.get(i).fate());
    }
  }

  @Test
  void seedsVaryEverything() {
    List<WalkSettings> settings =
        LongStream.range(0, 40).mapToObj(seed -> WalkSettings.of(seed, "DirectRunner")).toList();

    assertThat(settings).extracting(WalkSettings::versionField).contains(VersionField.values());
    assertThat(settings).extracting(WalkSettings::tombstones).contains(true, false);
    assertThat(settings).extracting(WalkSettings::transactions).contains(true, false);
    assertThat(settings)
        .flatExtracting(WalkSettings::stops)
        .contains(WalkSettings.Stop.DRAIN, WalkSettings.Stop.KILL);
    assertThat(settings)
        .flatExtracting(each -> new RecordPlan(each).batches())
        .extracting(batch -> ((Batch) batch).ending())
        .contains(Batch.Ending.values());
  }

  private static List<PlannedRecord> records(WalkSettings settings) {
    return new RecordPlan(settings)
        .batches().stream().flatMap(batch -> batch.records().stream()).toList();
  }
}

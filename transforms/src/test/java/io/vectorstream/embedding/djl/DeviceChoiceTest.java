package io.vectorstream.embedding.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import com.google.common.base.Splitter;
import io.vectorstream.embedding.NoSuchDeviceException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeviceChoiceTest {

  private static DeviceChoice choice(
      int seen, @Nullable String assigned, @Nullable String visible, String... lost) {
    LostGpus lostGpus = new LostGpus();
    List.of(lost).forEach(lostGpus::add);
    return new DeviceChoice(
        () -> seen,
        lostGpus,
        Optional.ofNullable(assigned).map(Splitter.on('+').omitEmptyStrings()::splitToList),
        visible);
  }

  private static void assertRefused(DeviceChoice choice, String wanted, String sentence) {
    assertThatThrownBy(() -> choice.of(wanted))
        .isInstanceOf(NoSuchDeviceException.class)
        .hasMessage(sentence);
  }

  @ParameterizedTest
  @CsvSource({
    // wanted, seen, assigned, CUDA_VISIBLE_DEVICES, chosen
    "cpu,   0,      ,      , cpu",
    "cpu,   2,   0+1,      , cpu",
    "auto,  0,      ,      , cpu",
    "auto,  1,      ,      , gpu:0",
    "auto,  3,      ,      , gpu:0+gpu:1+gpu:2",
    "gpu,   1,      ,      , gpu:0",
    "gpu,   2,      ,      , gpu:0+gpu:1",
    "gpu:1, 2,      ,      , gpu:1",
    // What was assigned decides.
    "auto,  4,     2,      , gpu:2",
    "gpu,   4,   1+3,      , gpu:1+gpu:3",
    "gpu:3, 4,   1+3,      , gpu:3",
    "auto,  4,    '',      , cpu",
    // It is cut down to what is there.
    "auto,  0,     0,      , cpu",
    "auto,  2,   1+5,      , gpu:1",
    "auto,  2,     5,      , cpu",
    // Cards that CUDA renumbers.
    "auto,  2,   2+3,  '2,3', gpu:0+gpu:1",
    "auto,  2,     3,  '2,3', gpu:1",
    "auto,  2,     0,  '1, 0', gpu:1",
    "auto,  1, GPU-8932f937, 'GPU-8932f937', gpu:0",
    "auto,  1,     0,     3, gpu:0",
    "auto,  2,      ,  '2,3', gpu:0+gpu:1",
  })
  void whatIsChosen(
      String wanted, int seen, @Nullable String assigned, @Nullable String visible, String chosen) {
    assertThat(choice(seen, assigned, visible).of(wanted))
        .isEqualTo(Splitter.on('+').splitToList(chosen));
  }

  @Test
  void whatIsNotThereIsRefused() {
    assertRefused(
        choice(0, null, null), "gpu", "There is no gpu for this worker: PyTorch sees 0 GPUs.");
    assertRefused(
        choice(2, null, null), "gpu:2", "There is no gpu:2 for this worker: PyTorch sees 2 GPUs.");
    assertRefused(
        choice(4, "1+3", null),
        "gpu:0",
        "There is no gpu:0 for this worker: PyTorch sees 4 GPUs, of which the worker was assigned"
            + " 1 and 3.");
    assertRefused(
        choice(0, "0", null),
        "gpu",
        "There is no gpu for this worker: PyTorch sees 0 GPUs, of which the worker was assigned"
            + " 0.");
  }

  @Test
  void aCardWithoutNumberIsRefused() {
    assertThatThrownBy(() -> choice(2, "GPU-8932f937", null).of("auto"))
        .isInstanceOf(NoSuchDeviceException.class)
        .hasMessageContaining("GPU-8932f937")
        .hasMessageContaining("CUDA_VISIBLE_DEVICES");
  }

  @Test
  void lostCardsAreNotChosenAgain() {
    assertThat(choice(2, null, null, "gpu:0").of("auto")).containsExactly("gpu:1");
    assertThat(choice(2, null, null, "gpu:0", "gpu:1").of("auto")).containsExactly("cpu");
    assertThat(choice(2, null, null, "gpu:0", "gpu:1").of("gpu")).containsExactly("cpu");
    assertThat(choice(2, null, null, "gpu:1").of("gpu:1")).containsExactly("cpu");
  }

  @Test
  void djlIsGivenDevicesItKnows() {
    assertThat(ModelLoader.deviceNamed("cpu")).isEqualTo(Device.cpu());
    assertThat(ModelLoader.deviceNamed("gpu:3")).isEqualTo(Device.gpu(3));
  }
}

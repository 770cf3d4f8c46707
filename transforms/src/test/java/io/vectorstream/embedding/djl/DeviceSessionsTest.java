package io.vectorstream.embedding.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vectorstream.embedding.EmbeddingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DeviceSessionsTest {

  private final List<FakeModelSession> opened = new ArrayList<>();

  private ModelSession open(List<String> devices, boolean orCpu, Set<String> broken) {
    return DeviceSessions.open(
        devices,
        orCpu,
        device -> {
          if (broken.contains(device)) {
            throw new EmbeddingException("The model could not be loaded on " + device);
          }
          FakeModelSession session = new FakeModelSession(device);
          opened.add(session);
          return session;
        },
        device -> {});
  }

  @Test
  void theModelIsLoadedOnceOnEachDevice() {
    assertThat(open(List.of("gpu:0", "gpu:2"), true, Set.of()).device()).isEqualTo("gpu:0,gpu:2");
    assertThat(opened).extracting(FakeModelSession::device).containsExactly("gpu:0", "gpu:2");
  }

  @Test
  void theCpuHasOneToo() {
    assertThat(open(List.of("cpu"), true, Set.of()).device()).isEqualTo("cpu");
    assertThat(opened).hasSize(1);
  }

  @Test
  void ifItMayACardThatDoesNotLoadIsLeftOut() {
    assertThat(open(List.of("gpu:0", "gpu:1"), true, Set.of("gpu:0")).device()).isEqualTo("gpu:1");
    assertThat(open(List.of("gpu:0"), true, Set.of("gpu:0")).device()).isEqualTo("cpu");
  }

  @Test
  void ifItMustACardThatDoesNotLoadIsRefused() {
    assertThatThrownBy(() -> open(List.of("gpu:0", "gpu:1"), false, Set.of("gpu:1")))
        .isInstanceOf(EmbeddingException.class)
        .hasMessage("The model could not be loaded on gpu:1");
    assertThat(opened).extracting(FakeModelSession::closes).containsExactly(1);
  }

  @Test
  void aModelThatLoadsNowhereIsRefused() {
    assertThatThrownBy(() -> open(List.of("gpu:0"), true, Set.of("gpu:0", "cpu")))
        .isInstanceOf(EmbeddingException.class)
        .hasMessage("The model could not be loaded on cpu");
  }
}

package io.vectorstream.pipeline.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectorstream.serve.ServeSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a user is told whose run cannot be served. */
final class RunServingTest {

  private static String told(String host) {
    ServeSettings settings =
        new ServeSettings(host, 8080, Duration.ofMinutes(5), false, Optional.empty());
    return RunServing.mistake(settings, new IOException("Address already in use")).getMessage();
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "127.0.0.1", "127.0.0.2", "::1", "0.0.0.0", "::"})
  void thePortIsToBlameOnAnAddressOfThisMachine(String host) {
    assertThat(told(host))
        .isEqualTo(
            "--httpPort: %s:8080 cannot be listened on (Address already in use): name another"
                + " port, 0 for any that is free, or give --noHttp",
            host);
  }

  @ParameterizedTest
  @ValueSource(strings = {"192.0.2.1", "2001:db8::1", "nowhere.invalid"})
  void theHostIsToBlameWhereThisMachineHasNoneSuch(String host) {
    assertThat(told(host))
        .isEqualTo(
            "--httpHost: this machine has no address %s to listen on: name one it has, localhost,"
                + " or 0.0.0.0 for all of them",
            host);
  }
}

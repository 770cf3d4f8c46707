package io.vectorstream.runners.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ExecutorLocaleTest {

  @Test
  void anExecutorOfATurkishMachineGetsTheLocaleOfNoLanguage() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr-TR"));

      new ExecutorLocale().executorPlugin().init(null, Map.of());

      assertThat(Locale.getDefault()).isEqualTo(Locale.ROOT);
      assertThat(new ExecutorLocale().driverPlugin()).isNull();
    } finally {
      Locale.setDefault(before);
    }
  }
}

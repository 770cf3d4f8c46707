package io.vectorstream.kafka;

import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * Fits the time limits that the opener of a client wants to those of the file: a client refuses to
 * open where a part of a call may take longer than the whole.
 */
final class Timeouts {

  private static final String REQUEST = CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG;
  private static final String CALL = CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG;
  private static final String DELIVERY = ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG;
  private static final String LINGER = ProducerConfig.LINGER_MS_CONFIG;

  private Timeouts() {}

  /**
   * Raises a wanted limit of the whole to that of its part.
   *
   * @param settings all that a client is told
   * @param file those of them that the file says, which stay as they are
   */
  static void fit(Map<String, Object> settings, Map<String, String> file) {
    if (!settings.containsKey(REQUEST)) {
      return;
    }
    long request = number(settings, REQUEST);
    if (settings.containsKey(CALL) && number(settings, CALL) < request) {
      settings.put(CALL, (int) request);
    }
    long part = request + (settings.containsKey(LINGER) ? number(settings, LINGER) : 0);
    if (settings.containsKey(DELIVERY)
        && number(settings, DELIVERY) < part
        && !file.containsKey(DELIVERY)) {
      settings.put(DELIVERY, (int) part);
    }
  }

  private static long number(Map<String, Object> settings, String name) {
    return Long.parseLong(settings.get(name).toString().strip());
  }
}

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
   * Lets the shorter limit of a call count, lowers that of its parts to it, and raises a wanted
   * limit of a delivery to that of its parts.
   *
   * @param settings all that a client is told
   * @param wanted what its opener wants
   * @param file what the file says
   */
  static void fit(Map<String, Object> settings, Map<String, ?> wanted, Map<String, String> file) {
    if (wanted.containsKey(CALL)) {
      int call = Math.min(number(wanted, CALL), number(settings, CALL));
      settings.put(CALL, call);
      if (number(settings, REQUEST) > call) {
        settings.put(REQUEST, call);
      }
    }
    if (wanted.containsKey(DELIVERY) && !file.containsKey(DELIVERY)) {
      int parts = Math.addExact(number(settings, REQUEST), number(settings, LINGER));
      settings.put(DELIVERY, Math.max(number(wanted, DELIVERY), parts));
    }
  }

  /** A setting in milliseconds, 0 if it is not given. */
  private static int number(Map<String, ?> settings, String name) {
    return settings.containsKey(name) ? Integer.parseInt(settings.get(name).toString().strip()) : 0;
  }
}

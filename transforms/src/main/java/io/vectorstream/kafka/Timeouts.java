package io.vectorstream.kafka;

import java.util.HashMap;
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
   * Lets the shorter limit of a call count and lowers that of its parts to it. The file's limit of
   * a delivery lowers that of its parts too; a wanted one is raised to them.
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
    if (file.containsKey(DELIVERY)) {
      shortenParts(settings);
    } else if (wanted.containsKey(DELIVERY)) {
      long parts = (long) number(settings, REQUEST) + number(settings, LINGER);
      settings.put(
          DELIVERY, (int) Math.min(Math.max(number(wanted, DELIVERY), parts), Integer.MAX_VALUE));
    }
  }

  /** Lets what a delivery consists of take no longer than the delivery. */
  private static void shortenParts(Map<String, Object> settings) {
    Map<String, Object> complete = new HashMap<>(ProducerConfig.configDef().defaultValues());
    complete.putAll(settings);
    int delivery = number(complete, DELIVERY);
    int linger = number(complete, LINGER);
    int request = number(complete, REQUEST);
    if ((long) linger + request > delivery) {
      int shortened = Math.min(linger, delivery / 2);
      settings.put(LINGER, shortened);
      settings.put(REQUEST, Math.min(request, delivery - shortened));
    }
  }

  /** A setting in milliseconds, 0 if it is not given. */
  private static int number(Map<String, ?> settings, String name) {
    return settings.containsKey(name)
        ? (int) Math.min(Long.parseLong(settings.get(name).toString().strip()), Integer.MAX_VALUE)
        : 0;
  }
}

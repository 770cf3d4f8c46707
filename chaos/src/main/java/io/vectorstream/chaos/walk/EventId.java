package io.vectorstream.chaos.walk;

import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * The id of an event.
 *
 * @param forms the texts that stand for it: several if it is a UUID
 * @param topic where its records are, unless versions tell which is newer
 * @param partition likewise
 */
record EventId(List<String> forms, String topic, int partition) {

  static EventId of(int number, WalkSettings settings, SplittableRandom random) {
    String topic = settings.topics().get(random.nextInt(settings.topics().size()));
    return new EventId(forms(number, random), topic, random.nextInt(settings.partitionsOf(topic)));
  }

  private static List<String> forms(int number, SplittableRandom random) {
    return switch (random.nextInt(8)) {
      case 0 -> List.of(Integer.toString(1_000 + number));
      case 1 -> List.of("\uD83E\uDD84 " + number + " \u0131\u0000");
      case 2, 3 -> {
        UUID uuid = new UUID(random.nextLong(), random.nextLong());
        String text = uuid.toString();
        yield List.of(text, text.replace("-", "").toUpperCase(Locale.ROOT));
      }
      default -> List.of("e-" + number);
    };
  }

  String form(SplittableRandom random) {
    return forms.get(random.nextInt(forms.size()));
  }
}

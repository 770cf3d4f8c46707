package io.vectorstream.serve.api;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vectorstream.deadletter.archive.LetterArchive;
import io.vectorstream.deadletter.archive.LetterFilter;
import io.vectorstream.deadletter.archive.LetterReplay;
import io.vectorstream.deadletter.archive.ReplayOutcome;
import io.vectorstream.deadletter.archive.ReplayTally;
import io.vectorstream.serve.RunView;
import io.vectorstream.serve.http.Answer;
import io.vectorstream.serve.http.BadRequestException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.KafkaException;
import org.eclipse.jetty.server.Request;

/** Dead letters, and sending their records again. */
public final class LetterApi {

  private static final JsonMapper JSON = new JsonMapper();

  private static final int LETTERS = 20;
  private static final int MOST_LETTERS = 200;
  private static final int COUNTED = 10_000;

  private static final Pattern ONE =
      Pattern.compile("/api/deadletters/(\\d{1,9})/(\\d{1,18})/replay");

  private static final Set<String> TOPIC = Set.of("topic");
  private static final Set<String> FILTERS = Set.of("topic", "stage", "reason", "since", "until");
  private static final Set<String> LISTED =
      Set.of("topic", "stage", "reason", "since", "until", "limit");

  private final RunView run;

  /** Over the letters of a run. */
  public LetterApi(RunView run) {
    this.run = run;
  }

  /** The newest letters. */
  public Answer list(Request request) throws InterruptedException {
    Parameters parameters = Parameters.of(request, LISTED);
    int limit = parameters.count("limit", LETTERS, MOST_LETTERS);
    LetterFilter filter = filter(parameters);
    LettersOfTopics letters = letters(parameters);
    return answer(() -> Answer.json(200, LetterJson.of(letters.list(filter, limit))));
  }

  /** How many of the newest letters there are of each stage and reason. */
  public Answer counts(Request request) throws InterruptedException {
    Parameters parameters = Parameters.of(request, FILTERS);
    LetterFilter filter = filter(parameters);
    LettersOfTopics letters = letters(parameters);
    return answer(() -> Answer.json(200, LetterJson.of(letters.count(filter, COUNTED))));
  }

  /** Sends the record of one letter again. */
  public Answer replayOne(Request request) throws InterruptedException {
    Matcher place = ONE.matcher(Request.getPathInContext(request));
    if (!place.matches()) {
      return Answer.error(404, "there is nothing here");
    }
    Parameters parameters = Parameters.of(request, TOPIC);
    int partition = Integer.parseInt(place.group(1));
    long offset = Long.parseLong(place.group(2));
    return replaying(
        parameters,
        replay ->
            replay
                .replay(partition, offset)
                .map(LetterApi::answer)
                .orElseGet(() -> Answer.error(404, "there is no dead letter at this place")));
  }

  /** Sends the records of all letters again that match. */
  public Answer replayAll(Request request) throws InterruptedException {
    Parameters parameters = Parameters.of(request, FILTERS);
    LetterFilter filter = filter(parameters);
    return replaying(
        parameters,
        replay -> {
          ReplayTally tally = replay.replayAll(filter, outcome -> {}, progress -> {});
          return sent(tally.sent(), tally.left());
        });
  }

  private static Answer answer(ReplayOutcome outcome) {
    return outcome.isSent() ? sent(1, 0) : Answer.error(409, outcome.obstacle());
  }

  private static Answer sent(long sent, long left) {
    return Answer.json(200, JSON.createObjectNode().put("sent", sent).put("left", left));
  }

  private interface Question {
    Answer ask() throws InterruptedException;
  }

  private Answer answer(Question question) throws InterruptedException {
    try {
      return question.ask();
    } catch (KafkaException e) {
      return Answer.error(503, run.letters().describe(e));
    }
  }

  private interface Use {
    Answer of(LetterReplay replay) throws InterruptedException;
  }

  private Answer replaying(Parameters parameters, Use use) throws InterruptedException {
    List<String> topics = topics(parameters);
    if (topics.size() > 1) {
      throw new BadRequestException("topic has to be one of " + topics + ", it is missing");
    }
    return answer(
        () -> {
          try (LetterArchive letters = run.letters().open(topics.get(0));
              LetterReplay replay = run.letters().replay(letters)) {
            return use.of(replay);
          }
        });
  }

  private LettersOfTopics letters(Parameters parameters) {
    return new LettersOfTopics(run.letters(), topics(parameters));
  }

  /** The one that is named, or all. */
  private List<String> topics(Parameters parameters) {
    List<String> topics = run.letters().topics();
    Optional<String> named = parameters.text("topic");
    if (named.isEmpty()) {
      return topics;
    }
    // Not any topic of the brokers: what is none of this run's is not shown.
    if (!topics.contains(named.get())) {
      throw new BadRequestException(
          "topic has to be one of " + topics + ", it is '" + named.get() + "'");
    }
    return List.of(named.get());
  }

  private static LetterFilter filter(Parameters parameters) {
    try {
      LetterFilter filter = LetterFilter.all();
      filter =
          parameters
              .word("stage", Set.of("parse", "embed", "write"))
              .map(filter::withStage)
              .orElse(filter);
      filter = parameters.text("reason").map(filter::withReason).orElse(filter);
      filter = parameters.time("since").map(filter::withSince).orElse(filter);
      return parameters.time("until").map(filter::withUntil).orElse(filter);
    } catch (IllegalArgumentException e) {
      throw new BadRequestException(e.getMessage());
    }
  }
}

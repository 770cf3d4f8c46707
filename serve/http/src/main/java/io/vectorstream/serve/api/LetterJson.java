package io.vectorstream.serve.api;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vectorstream.deadletter.RecordPlace;
import io.vectorstream.deadletter.archive.ArchivedLetter;
import io.vectorstream.deadletter.archive.LetterBytes;
import io.vectorstream.deadletter.archive.LetterCounts;
import org.jspecify.annotations.Nullable;

/** Dead letters as JSON. */
final class LetterJson {

  private static final JsonMapper JSON = new JsonMapper();
  private static final int SHOWN_CHARACTERS = 2_000;

  private LetterJson() {}

  static ObjectNode of(LettersOfTopics.Page page) {
    ObjectNode json = JSON.createObjectNode();
    ArrayNode letters = json.putArray("letters");
    page.letters().forEach(one -> letters.add(of(one.topic(), one.letter())));
    return json.put("looked_at", page.read()).put("is_cut_short", page.isCutShort());
  }

  static ObjectNode of(LetterCounts counts) {
    ObjectNode json =
        JSON.createObjectNode().put("counted", counts.counted()).put("is_all", counts.isAll());
    json.set("by_stage", JSON.valueToTree(counts.byStage()));
    ArrayNode reasons = json.putArray("by_reason");
    for (LetterCounts.OfReason reason : counts.byReason()) {
      reasons.addObject().put("reason", reason.reason()).put("count", reason.count());
    }
    return json;
  }

  private static ObjectNode of(String topic, ArchivedLetter letter) {
    ObjectNode json =
        JSON.createObjectNode()
            .put("topic", topic)
            .put("partition", letter.partition())
            .put("offset", letter.offset())
            .put("time", letter.time().toString())
            .put("stage", letter.stage())
            .put("reason", letter.reason())
            .put("omitted_bytes", letter.omittedBytes());
    RecordPlace origin = letter.origin();
    if (origin == null) {
      json.putNull("source");
    } else {
      json.putObject("source")
          .put("topic", origin.topic())
          .put("partition", origin.partition())
          .put("offset", origin.offset());
    }
    put(json, "key", letter.key());
    put(json, "value", letter.value());
    return json;
  }

  private static void put(ObjectNode json, String name, @Nullable LetterBytes bytes) {
    if (bytes == null) {
      json.putNull(name);
      return;
    }
    LetterBytes.Shown shown = bytes.shown(SHOWN_CHARACTERS);
    json.put(name, shown.text());
    json.put(name + "_is_text", !shown.isBase64());
    json.put(name + "_is_cut", shown.isCut());
  }
}

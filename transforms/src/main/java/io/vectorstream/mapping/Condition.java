package io.vectorstream.mapping;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/**
 * What a value has to have to be of a mapping's form.
 *
 * @param texts one of which has to stand at the path; none if anything may
 */
record Condition(JsonPointer path, Set<String> texts) {

  boolean holds(JsonNode value) {
    JsonNode at = value.at(path);
    return !Found.isNothing(at)
        && (texts.isEmpty() || (at.isValueNode() && texts.contains(at.asText())));
  }
}

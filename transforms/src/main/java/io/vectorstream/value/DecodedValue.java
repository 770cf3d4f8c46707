package io.vectorstream.value;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A value without what it was wrapped in.
 *
 * @param isDeletion whether it says that what it holds is gone
 */
public record DecodedValue(ObjectNode tree, boolean isDeletion) {}

package io.vectorstream.local.qdrant.grouping;

import io.vectorstream.local.qdrant.ranking.Place;
import java.util.List;

/**
 * The points of one value.
 *
 * @param key a text or a long
 */
public record Group(Object key, List<Place> bestFirst) {}

/**
 * Points by groups, the best ones first: one group for each value of a field.
 *
 * <p>The door is {@link io.vectorstream.local.qdrant.grouping.GroupSearch}. This room knows how
 * points are ranked and their payloads read, and nothing of what an answer looks like.
 */
package io.vectorstream.local.qdrant.grouping;

/**
 * Which points are the best answer to a query. A query is a tree of stages: the leaves compare a
 * vector with all points that a filter lets through, the others fuse what the stages below them
 * found, or compare it with another vector. What a filter says of a point is asked but once.
 *
 * <p>The doors are {@link io.vectorstream.local.qdrant.ranking.QueryPlan} and {@link
 * io.vectorstream.local.qdrant.ranking.Nearest}. This room knows collections and how their points
 * are read, and nothing of what an answer looks like.
 */
package io.vectorstream.local.qdrant.ranking;

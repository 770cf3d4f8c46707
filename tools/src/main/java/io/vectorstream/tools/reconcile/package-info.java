/**
 * Comparing a topic with what became of its records: every one of them should be a point of the
 * collection or a dead letter.
 */
package io.vectorstream.tools.reconcile;

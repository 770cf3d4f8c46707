/**
 * A walk at random against a model: records of every kind, a store that fails in every way, and a
 * plain rule of what must become of each record.
 *
 * <p>{@link io.vectorstream.chaos.walk.ReferenceModel} is the rule. Everything else makes records,
 * runs the application on them, and looks at what there is in the end.
 */
package io.vectorstream.chaos.walk;

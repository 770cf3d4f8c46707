/**
 * A generator of shop events: a catalogue with real texts, shoppers, and on request values that no
 * reader may accept; sent at a pace.
 */
package io.vectorstream.local.generator;

/**
 * The shop event: what it holds, which of its fields make up the text that is embedded, and the
 * transform that reads it from bytes.
 */
package io.vectorstream.event;

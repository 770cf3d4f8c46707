/**
 * Which model is wanted and where it is: an address, the settings a user gives and those that the
 * model's own files give, down to a folder on this machine. Knows no engine.
 */
package io.vectorstream.embedding.model;

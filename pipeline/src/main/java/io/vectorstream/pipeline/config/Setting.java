package io.vectorstream.pipeline.config;

/**
 * An option that is given somewhere else than on the command line.
 *
 * @param name the option's name
 * @param origin where it is given, for a sentence: {@code app.yaml, line 3}
 */
record Setting(String name, String value, String origin) {}

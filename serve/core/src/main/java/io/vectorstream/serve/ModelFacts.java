package io.vectorstream.serve;

/**
 * The model of a run.
 *
 * @param name its address, as the user gave it
 * @param device where it runs in the process that started the run
 * @param precision what it computes with
 */
public record ModelFacts(String name, String device, String precision) {}

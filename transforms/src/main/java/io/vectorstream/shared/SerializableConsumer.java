package io.vectorstream.shared;

import java.io.Serializable;
import java.util.function.Consumer;

/** A consumer that travels to the workers with the transform that calls it. */
@FunctionalInterface
public interface SerializableConsumer<T> extends Consumer<T>, Serializable {}

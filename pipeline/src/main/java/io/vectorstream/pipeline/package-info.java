/** The application: its graph, and main. */
package io.vectorstream.pipeline;

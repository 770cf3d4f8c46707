/**
 * Options given in a file or in the environment. They become arguments like those of the command
 * line, so that everything behind knows one way only.
 */
package io.vectorstream.pipeline.config;

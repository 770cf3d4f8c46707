/** What the command lines have in common: their frame, and the flags that several of them take. */
package io.vectorstream.tools.command;

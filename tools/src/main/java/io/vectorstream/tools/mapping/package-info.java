/** Tries mappings out, and makes first ones. */
package io.vectorstream.tools.mapping;

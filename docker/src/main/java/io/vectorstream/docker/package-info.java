/** Stands in for an image that a machine without a registry cannot pull; not part of the image. */
@NullMarked
package io.vectorstream.docker;

import org.jspecify.annotations.NullMarked;

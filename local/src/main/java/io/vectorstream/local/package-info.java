/** What the embedded servers share. */
package io.vectorstream.local;

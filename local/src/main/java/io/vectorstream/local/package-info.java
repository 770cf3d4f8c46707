/** What the embedded servers share, and what starts the application as a user does. */
package io.vectorstream.local;

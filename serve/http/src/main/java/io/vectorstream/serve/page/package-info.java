/** The page for people, as it is sent to browsers. */
package io.vectorstream.serve.page;

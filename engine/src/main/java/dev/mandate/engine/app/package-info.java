/** What an app can be: its grant types, ways to authenticate, kinds of credentials and management scopes. */
@NullMarked
package dev.mandate.engine.app;

import org.jspecify.annotations.NullMarked;

/** Users: standing, user role, groups, skills, profile. */
@NullMarked
package dev.mandate.control.user;

import org.jspecify.annotations.NullMarked;

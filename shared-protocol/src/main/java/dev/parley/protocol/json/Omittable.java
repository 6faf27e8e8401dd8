package dev.parley.protocol.json;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The field may be left out (or be {@code null}); it then has the empty value of its type: the empty string, 0, false,
 * the empty list, no format parameters, or the first constant of an enum.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Omittable {
    /** Whether the empty value is written all the same. */
    boolean written() default false;
}

package io.multilith.impl.http;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;

import jakarta.ws.rs.HttpMethod;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

/** The method QUERY of RFC 10008: GET with a body. Named as the others of Jakarta REST are. */
@HttpMethod("QUERY")
@Retention(RUNTIME)
@Target(METHOD)
@interface QUERY {}

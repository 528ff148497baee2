package io.multilith.benchmark.entity;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** What is measured from outside. */
@ApplicationPath("api")
public class EntityApplication extends Application {}

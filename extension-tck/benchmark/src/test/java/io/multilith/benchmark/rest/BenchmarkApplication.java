package io.multilith.benchmark.rest;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** Both under one path. */
@ApplicationPath("api")
public class BenchmarkApplication extends Application {}

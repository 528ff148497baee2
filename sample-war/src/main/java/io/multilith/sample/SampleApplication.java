package io.multilith.sample;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** Puts everything that speaks HTTP under {@code /api}. */
@ApplicationPath("/api")
public class SampleApplication extends Application {}

package ${package};

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** Puts what answers HTTP below /api. */
@ApplicationPath("/api")
public class RestApplication extends Application {}

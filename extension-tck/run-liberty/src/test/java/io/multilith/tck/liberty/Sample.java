package io.multilith.tck.liberty;

import java.io.File;

import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The sample's WAR as a user gets it, on its own context root. */
final class Sample {
    private Sample() {}

    static WebArchive war() {
        return ShrinkWrap.createFromZipFile(WebArchive.class, new File("target/multilith-sample.war"));
    }
}

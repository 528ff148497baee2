package io.multilith.backend.jpa;

class EclipseLinkOnH2Test extends JpaStoreContract {
    EclipseLinkOnH2Test() {
        super(TestDatabase.h2(), "eclipselink");
    }
}

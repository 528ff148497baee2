package io.multilith.backend.jpa;

class EclipseLinkOnPostgresTest extends JpaStoreContract {
    EclipseLinkOnPostgresTest() {
        super(TestDatabase.postgres(), "eclipselink");
    }
}

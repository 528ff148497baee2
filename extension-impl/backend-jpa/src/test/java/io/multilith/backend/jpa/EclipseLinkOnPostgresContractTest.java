package io.multilith.backend.jpa;

class EclipseLinkOnPostgresContractTest extends EntityContract {
    EclipseLinkOnPostgresContractTest() {
        super(TestDatabase.postgres(), "eclipselink");
    }
}

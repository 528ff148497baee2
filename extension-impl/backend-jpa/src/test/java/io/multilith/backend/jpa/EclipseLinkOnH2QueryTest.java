package io.multilith.backend.jpa;

class EclipseLinkOnH2QueryTest extends QueryContract {
    EclipseLinkOnH2QueryTest() {
        super(TestDatabase.h2(), "eclipselink");
    }
}

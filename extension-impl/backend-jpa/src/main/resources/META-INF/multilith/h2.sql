-- What multilith-backend-jpa keeps beside the entities. Run by itself at first use, unless multilith.jpa.create-tables is false.

-- Where the change log of a collection has come to, and what everyone was told of it.
CREATE TABLE IF NOT EXISTS multilith_head (
    collection VARCHAR(63) PRIMARY KEY,
    epoch VARCHAR(36) NOT NULL,
    position BIGINT NOT NULL,
    told BIGINT NOT NULL
);

-- The change log. Only a text that is empty is none.
CREATE TABLE IF NOT EXISTS multilith_log (
    collection VARCHAR(63) NOT NULL,
    position BIGINT NOT NULL,
    record_id VARCHAR(255) NOT NULL,
    kind VARCHAR(16) NOT NULL,
    at_millis BIGINT NOT NULL,
    record_before CHARACTER LARGE OBJECT NOT NULL,
    record_after CHARACTER LARGE OBJECT NOT NULL,
    merge_patch CHARACTER LARGE OBJECT NOT NULL,
    PRIMARY KEY (collection, position)
);
CREATE INDEX IF NOT EXISTS multilith_log_of_record ON multilith_log (collection, record_id, position);

-- The position of each record's last change; none: it was last written by others. And its links, as JSON.
CREATE TABLE IF NOT EXISTS multilith_version (
    collection VARCHAR(63) NOT NULL,
    record_id VARCHAR(255) NOT NULL,
    position BIGINT NOT NULL,
    links CHARACTER LARGE OBJECT NOT NULL,
    PRIMARY KEY (collection, record_id)
);

-- Where the links lead.
CREATE TABLE IF NOT EXISTS multilith_link (
    collection VARCHAR(63) NOT NULL,
    record_id VARCHAR(255) NOT NULL,
    target_collection VARCHAR(63) NOT NULL,
    target_id VARCHAR(255) NOT NULL,
    PRIMARY KEY (collection, record_id, target_collection, target_id)
);
CREATE INDEX IF NOT EXISTS multilith_link_to ON multilith_link (collection, target_collection, target_id);

-- Names that are taken for a time.
CREATE TABLE IF NOT EXISTS multilith_claim (
    collection VARCHAR(63) NOT NULL,
    name VARCHAR(512) NOT NULL,
    kept CHARACTER LARGE OBJECT NOT NULL,
    ends_at_millis BIGINT NOT NULL,
    PRIMARY KEY (collection, name)
);

-- Events of committed transactions that the broker does not have yet, in the order of the commits.
CREATE TABLE IF NOT EXISTS multilith_outbox (
    position BIGINT PRIMARY KEY,
    source VARCHAR(63) NOT NULL,
    event_id VARCHAR(1000) NOT NULL,
    event CHARACTER LARGE OBJECT NOT NULL
);

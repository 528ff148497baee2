package io.multilith.impl.json;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class BearerTokenTest {
    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "bearer"})
    void says_until_when_it_is_good(String scheme) {
        assertThat(BearerToken.expiry(scheme + " " + jwt("{\"sub\":\"ada\",\"exp\":1700000000}")))
                .contains(Instant.ofEpochSecond(1_700_000_000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"exp\":\"soon\"}", "{\"exp\":1e300}", "[]", "nonsense", ""})
    void does_not_say_by_what_is_no_time(String claims) {
        assertThat(BearerToken.expiry("Bearer " + jwt(claims))).isEmpty();
    }

    @Test
    void says_nothing_of_what_is_none() {
        assertThat(BearerToken.expiry("Basic YWRhOnNlY3JldA==")).isEmpty();
        assertThat(BearerToken.expiry("Bearer opaque")).isEmpty();
        assertThat(BearerToken.expiry("Bearer a.b.c")).isEmpty();
    }

    private static String jwt(String claims) {
        return "e30." + Base64.getUrlEncoder().withoutPadding()
                .encodeToString(claims.getBytes(StandardCharsets.UTF_8)) + ".c2ln";
    }
}

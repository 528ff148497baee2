package io.multilith.backend.mongodb;

/** Names of members as MongoDB may have them: without dots and dollar signs, which it would take for paths and operators. */
final class Names {
    /** A member of no JSON: what is encoded has two digits after a percent sign, or nothing. */
    static final String NUMBER = "%number";

    private Names() {}

    static String encode(String name) {
        return name.isEmpty()
                ? "%"
                : name.replace("%", "%25").replace(".", "%2E").replace("$", "%24").replace("\0", "%00");
    }

    static String decode(String name) {
        return name.equals("%")
                ? ""
                : name.replace("%00", "\0").replace("%24", "$").replace("%2E", ".").replace("%25", "%");
    }
}

package io.multilith.problem;

/**
 * Names and status codes of the errors a client can meet; the closed set of the wire contract, section 3.
 *
 * @since 0.1
 */
public enum ErrorName {
    /** The request is not of the format. */
    BAD_REQUEST(400, "BadRequest"),
    /** The caller is unknown. */
    NOT_AUTHENTICATED(401, "NotAuthenticated"),
    /** The caller is known and may not. */
    FORBIDDEN(403, "Forbidden"),
    /** There is no such service, method, collection, record or path. */
    NOT_FOUND(404, "NotFound"),
    /** The thing exists and does not answer this method. */
    METHOD_NOT_ALLOWED(405, "MethodNotAllowed"),
    /** No representation the caller accepts. */
    NOT_ACCEPTABLE(406, "NotAcceptable"),
    /** The deadline passed; the call may have run. */
    TIMEOUT(408, "Timeout"),
    /** The request contradicts the present state. */
    CONFLICT(409, "Conflict"),
    /** A condition such as {@code If-Match} does not hold. */
    PRECONDITION_FAILED(412, "PreconditionFailed"),
    /** The request is larger than allowed. */
    PAYLOAD_TOO_LARGE(413, "PayloadTooLarge"),
    /** The content type is not one that is read here. */
    UNSUPPORTED_MEDIA_TYPE(415, "UnsupportedMediaType"),
    /** Well-formed, and its content is wrong. */
    UNPROCESSABLE(422, "Unprocessable"),
    /** A condition is required and missing. */
    PRECONDITION_REQUIRED(428, "PreconditionRequired"),
    /** More than is accepted now. */
    TOO_MANY_REQUESTS(429, "TooManyRequests"),
    /** A fault on this side; the log has more under the {@code errorId}. */
    GENERAL_ERROR(500, "GeneralError"),
    /** Known and not offered. */
    NOT_IMPLEMENTED(501, "NotImplemented"),
    /** Nobody can answer now. */
    UNAVAILABLE(503, "Unavailable"),
    /** The reply can no longer arrive; the call may have run. */
    OUTCOME_UNKNOWN(504, "OutcomeUnknown");

    private final int status;
    private final String wireName;

    ErrorName(int status, String wireName) {
        this.status = status;
        this.wireName = wireName;
    }

    /**
     * The HTTP status, which is also the {@code code} of the other transports.
     *
     * @return 400 to 504
     */
    public int status() {
        return status;
    }

    /**
     * The {@code name} member of the wire format.
     *
     * @return for example {@code NotFound}
     */
    public String wireName() {
        return wireName;
    }

    /**
     * Finds the name of a status code; a code outside the contract becomes the general one of its class.
     *
     * @param status an HTTP status of 400 or more
     * @return the name, never absent
     */
    public static ErrorName ofStatus(int status) {
        for (var name : values()) {
            if (name.status == status) {
                return name;
            }
        }
        return status < 500 ? BAD_REQUEST : GENERAL_ERROR;
    }
}

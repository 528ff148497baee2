/** The types of multilith.js. */

export type Id = string | number;

/** A query of the wire contract: fields, `$or`, `$and`, `$search`, and for lists `$sort`, `$limit`, `$skip`, `$select`, `$after`. */
export interface Query {
    $sort?: Record<string, 1 | -1>;
    $limit?: number;
    $skip?: number;
    $after?: string;
    $select?: string[];
    $search?: string;
    $or?: Query[];
    $and?: Query[];
    [field: string]: unknown;
}

/** RFC 9457, with what the wire contract adds. */
export interface Problem {
    status: number;
    title?: string;
    detail?: string;
    type?: string;
    instance?: string;
    /** `NotFound`, `Conflict`, ..., and `OutcomeUnknown` where the answer did not come. */
    name?: string;
    /** What kind of it: `not-found`, `bad-arguments`, ... */
    className?: string;
    code?: number;
    errors?: { pointer: string; detail: string }[];
    errorId?: string;
    errorCode?: string;
}

export class MultilithError extends Error {
    constructor(problem: Problem, options?: ErrorOptions);
    readonly problem: Problem;
    readonly status: number;
    /** Whether it may have been done all the same: the answer did not come. */
    readonly isOutcomeUnknown: boolean;
}

/** The entity tag of a record that was got, written or told of; those of lists and first snapshots have none. */
export function versionOf(record: object): string | undefined;

export interface Options {
    /** Where the application is. Default: where this module comes from; to be given in Node. */
    url?: string | URL;
    /** The path of its Jakarta REST application, below `url`. Default: `api`. */
    base?: string;
    /** The path of its socket, below `url`. Default: `realtime`. */
    realtime?: string;
    /**
     * The token of the socket, or who knows one. Asked for at each connection and before a token ends; `isExpired` says that the
     * last one is of no more use. An error with the status 401 or 403 closes the client for good, any other is tried again.
     */
    token?: string | ((reason: { isExpired: boolean }) => string | undefined | Promise<string | undefined>);
    /** Of each request over HTTP. */
    headers?: Record<string, string> | (() => Record<string, string> | Promise<Record<string, string>>);
    /** How long a request or a call may take, in milliseconds. Default: 10,000. */
    timeout?: number;
    fetch?: typeof globalThis.fetch;
    /** Default: the global one, which Node 20 has not; `ws` of npm does. */
    WebSocket?: new (url: URL) => unknown;
}

/** `idle` until the socket is needed; `closed` by `close()`, or for the reason in `error`. */
export type State = "idle" | "connecting" | "connected" | "closed";

/** An application. Tells of each change of its state by an event of the type `state`. */
export class Multilith extends EventTarget {
    constructor(options?: Options);
    readonly state: State;
    readonly error?: MultilithError;
    /** Opens the socket, which subscriptions and calls do by themselves; resolves when it is open. */
    connect(): Promise<void>;
    /** Closes the socket. Subscriptions keep what they have, and go on after `connect()`. */
    close(): void;
    collection<T extends { id?: Id } = any>(name: string): Collection<T>;
    /** Calls a method that is marked `@SocketRpc`, by `service.method`. */
    rpc<R = unknown>(method: string, data?: object): Promise<R>;
}

export interface WriteOptions {
    /** An entity tag, or a record whose version is known: 412 unless it is still the one. */
    ifMatch?: string | object;
    /** The same key and body again get the same answer, and nothing is done twice. For `create`, `patch` and `action`. */
    idempotencyKey?: string;
}

export interface Link {
    target: [collection: string, id: Id];
    title?: string;
}

export interface Collection<T extends { id?: Id } = any> {
    readonly name: string;
    find(query?: Query): Promise<T[]>;
    page(query?: Query): Promise<{ total: number; limit: number; skip: number; data: T[] }>;
    get(id: Id, query?: Query): Promise<T>;
    create(record: Partial<T>, options?: WriteOptions): Promise<T>;
    create(records: Partial<T>[], options?: WriteOptions): Promise<T[]>;
    update(id: Id, record: Partial<T>, options?: WriteOptions): Promise<T>;
    /** An object changes fields (RFC 7396), an array is a JSON patch (RFC 6902). */
    patch(id: Id, patch: { [field in keyof T]?: T[field] | null } | object[], options?: WriteOptions): Promise<T>;
    remove(id: Id, options?: WriteOptions): Promise<T>;
    action<R = unknown>(name: string, data?: object, options?: WriteOptions & { id?: Id }): Promise<R>;
    link(id: Id, relation: string, target: [collection: string, id: Id]): Promise<Link>;
    links(id: Id): Promise<Record<string, Link[]>>;
    unlink(id: Id, relation: string, n: number): Promise<Link>;
    subscribe(query?: Query, listeners?: Listeners<T>): Subscription<T>;
}

export interface Listeners<T> {
    /**
     * After each change, in order and once; after those that were missed the records are the same for all of them. A change of the type
     * `snapshot` may replace everything.
     */
    onChange?(records: readonly T[], change: Change<T>): void;
    /** The server refuses to tell; nothing more comes. */
    onError?(error: MultilithError): void;
}

export type Change<T> = { type: "snapshot" } | {
    type: "created" | "replaced" | "patched" | "removed" | "linked" | "unlinked";
    id: string;
    /** As it is now, or was before it was removed. */
    record: T;
    /** The record came to be what the query means, or is no more. */
    reason?: "entered" | "left";
    /** The CloudEvent. */
    event: { id: string; type: string; source: string; subject: string; time: string; data: object };
};

/** The records that a query means, in order and up to date. */
export interface Subscription<T> extends Iterable<T> {
    /** Another array after each change, so that those who compare see it. */
    readonly records: readonly T[];
    /** Why nothing more comes. */
    readonly error?: MultilithError;
    /** Resolves to the first records; rejects when the server refuses the subscription. */
    readonly ready: Promise<readonly T[]>;
    unsubscribe(): void;
}

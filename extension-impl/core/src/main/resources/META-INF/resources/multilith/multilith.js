/**
 * The client of a Multilith application, for browsers and for Node 20 or newer.
 *
 * Collections are read and written over HTTP, where versions, conditions and idempotency keys are; a socket brings their changes
 * and takes calls. It is opened when it is needed, and again when it was lost; subscriptions then go on where they were.
 * Nothing that may have changed something is ever sent twice.
 *
 *     import { Multilith } from "./multilith/multilith.js";
 *     const todos = new Multilith().collection("todo");
 *     const open = todos.subscribe({ done: false }, { onChange: records => show(records) });
 *     await todos.create({ text: "Water the plants" });
 */

const FIRST_RETRY_MILLIS = 500;
const LAST_RETRY_MILLIS = 10_000;
/** How long the server may be silent after it should have said something. */
const PATIENCE_MILLIS = 10_000;
const LONGEST_TIMER_MILLIS = 2 ** 31 - 1;
const JSON_TYPE = "application/json";
/** What the server says with an answer that refuses: an expired token, a position that its log does not reach back to. */
const EXPIRED_TOKEN = 109;
const LOST_POSITION = 112;
/** The close codes that ask a client not to come back; the status that each stands for. */
const ENDS = { 3500: 401, 3501: 400, 3504: 429, 3507: 403 };

const versions = new WeakMap();

/** The entity tag of a record that was got, written or told of, as `ifMatch` takes it; those of lists have none. */
export const versionOf = record => versions.get(record);

/** What was refused or failed; `problem` is the same object on every way. */
export class MultilithError extends Error {
    constructor(problem, options) {
        const details = (problem.errors ?? []).map(({ pointer, detail }) => `${pointer} ${detail}`);
        super([problem.detail ?? problem.title ?? `Status ${problem.status}`, ...details].join("\n"), options);
        this.name = "MultilithError";
        this.problem = problem;
        this.status = problem.status;
    }

    /** Whether it may have been done all the same: the answer did not come. */
    get isOutcomeUnknown() {
        return this.problem.name === "OutcomeUnknown";
    }
}

const outcomeUnknown = (detail, cause) => new MultilithError(
    { status: 504, name: "OutcomeUnknown", className: "outcome-unknown", title: "Outcome unknown", detail }, { cause });
const unavailable = (detail, cause) => new MultilithError(
    { status: 503, name: "Unavailable", className: "unavailable", title: "Unavailable", detail }, { cause });

/** An application: its collections, its methods, and the state of the socket, told by events of the type `state`. */
export class Multilith extends EventTarget {
    #rest;
    #link;

    /** See multilith.d.ts; a page that has this module from the application itself needs none of the options. */
    constructor({ url = new URL("..", import.meta.url), base = "api", realtime = "realtime", token, headers = {},
        timeout = 10_000, fetch = globalThis.fetch, WebSocket = globalThis.WebSocket } = {}) {
        super();
        const root = new URL(String(url).replace(/\/?$/, "/"));
        const socket = new URL(realtime, root);
        socket.protocol = socket.protocol.replace("http", "ws");
        this.#rest = new Rest(new URL(base.replace(/\/?$/, "/"), root), { fetch, headers, timeout });
        this.#link = new Link(socket, { token, timeout, WebSocket }, () => this.dispatchEvent(new Event("state")));
    }

    /** `idle`, `connecting`, `connected` or `closed`. */
    get state() {
        return this.#link.state;
    }

    /** Why it is `closed`, unless by `close()`. */
    get error() {
        return this.#link.error;
    }

    /** Opens the socket, which subscriptions and calls do by themselves; resolves when it is open. */
    connect() {
        return this.#link.connect();
    }

    /** Closes the socket; subscriptions keep what they have, and go on after `connect()`. */
    close() {
        this.#link.close();
    }

    collection(name) {
        return new Collection(name, this.#rest, this.#link);
    }

    /** Calls a method that is marked `@SocketRpc`, by `service.method`; `data` holds its arguments by name. */
    rpc(method, data) {
        return this.#link.call(method, data);
    }
}

/** The records of one kind. */
class Collection {
    #rest;
    #link;

    constructor(name, rest, link) {
        this.name = name;
        this.#rest = rest;
        this.#link = link;
    }

    async find(query = {}) {
        return this.#rest.send("GET", this.#path() + search(query));
    }

    /** `{ total, limit, skip, data }`. */
    async page(query = {}) {
        return this.#rest.send("GET", this.#path() + search(query), { headers: { Accept: "application/json;profile=page" } });
    }

    async get(id, query = {}) {
        return this.#rest.send("GET", this.#path(id) + search(query));
    }

    /** One record, or several of which all are created or none. */
    create(record, options) {
        return this.#write("POST", this.#path(), record, options);
    }

    /** Replaces the whole record. */
    update(id, record, options) {
        return this.#write("PUT", this.#path(id), record, options);
    }

    /** Changes fields, `null` for none; or, by an array, what RFC 6902 describes. */
    patch(id, patch, options) {
        const type = Array.isArray(patch) ? "application/json-patch+json" : "application/merge-patch+json";
        return this.#write("PATCH", this.#path(id), patch, { ...options, type });
    }

    /** Resolves to the record that was removed. */
    remove(id, options) {
        return this.#write("DELETE", this.#path(id), undefined, options);
    }

    /** Calls an `@Action` of the collection or, with an `id`, of that record. */
    action(name, data = {}, { id, ...options } = {}) {
        const path = id === undefined ? this.#path(name) : `${this.#path(id)}/${encodeURIComponent(name)}`;
        return this.#write("POST", path, data, options);
    }

    /** Links a record to another, `target` being `[collection, id]`. */
    link(id, relation, target) {
        return this.#rest.send("POST", `${this.#path(id)}/$links/${relation}`, { body: { target } });
    }

    /** The links of a record, by relation. */
    links(id) {
        return this.#rest.send("GET", `${this.#path(id)}/$links`);
    }

    /** Removes the nth link of a relation, from 0. */
    unlink(id, relation, n) {
        return this.#rest.send("DELETE", `${this.#path(id)}/$links/${relation}/${n}`);
    }

    /** Follows the records that a query means. `$sort` orders them here; without it they are in the order of their ids. */
    subscribe({ $sort, ...query } = {}, { onChange, onError } = {}) {
        return new Subscription(this.#link.channel(this.name + search(query)), $sort, onChange, onError);
    }

    #path(id) {
        return id === undefined ? this.name : `${this.name}/${encodeURIComponent(id)}`;
    }

    async #write(method, path, body, { ifMatch, idempotencyKey, type } = {}) {
        const version = typeof ifMatch === "object" ? versionOf(ifMatch) : ifMatch;
        if (ifMatch !== undefined && !version) throw new TypeError("No version is known of the record in ifMatch.");
        const headers = { ...(version && { "If-Match": version }), ...(idempotencyKey && { "Idempotency-Key": idempotencyKey }) };
        return this.#rest.send(method, path, { body, type, headers });
    }
}

/** Speaks HTTP. */
class Rest {
    constructor(base, { fetch, headers, timeout }) {
        Object.assign(this, { base, fetch, headers, timeout });
    }

    async send(method, path, { body, type = JSON_TYPE, headers } = {}) {
        const { fetch } = this; // a browser's knows no other owner than the window
        const own = typeof this.headers === "function" ? await this.headers() : this.headers;
        let response, text;
        try {
            response = await fetch(new URL(path, this.base), {
                method, cache: "no-store", signal: AbortSignal.timeout(this.timeout),
                headers: { Accept: JSON_TYPE, ...own, ...(body !== undefined && { "Content-Type": type }), ...headers },
                body: JSON.stringify(body),
            });
            text = await response.text();
        } catch (failure) {
            throw method === "GET"
                ? unavailable(`The server cannot be reached (${failure.message}).`, failure)
                : outcomeUnknown(`The answer to ${method} ${path} did not come (${failure.message}): it may have been done.`, failure);
        }
        const content = parsed(text);
        if (!response.ok) throw new MultilithError({ status: response.status, title: response.statusText, ...content });
        const tag = response.headers.get("ETag");
        if (tag && content !== null && typeof content === "object") versions.set(content, tag);
        return content;
    }
}

/** A gateway's page in place of an answer is none. */
function parsed(text) {
    try {
        return text ? JSON.parse(text) : null;
    } catch {
        return null;
    }
}

/** Keeps a socket open, and the channels on it going. */
class Link {
    state = "idle";
    error;
    #channels = new Map();
    #waiting = new Map();
    #timers = {};
    #socket;
    #failures = 0;
    #lastId = 0;
    #connected;

    constructor(url, { token, timeout, WebSocket }, tell) {
        Object.assign(this, { url, token, timeout, WebSocket, tell });
    }

    async connect() {
        if (!this.WebSocket) throw new TypeError("There is no WebSocket here: give one, new Multilith({ url, WebSocket }).");
        if (this.state === "idle" || this.state === "closed") {
            this.#connected = deferred();
            this.#open();
        }
        return this.#connected.promise;
    }

    close(error) {
        this.#drop();
        this.#connected?.reject(error ?? unavailable("The client was closed."));
        this.#become("closed", error);
        if (error) this.#channels.forEach(channel => channel.fail(error));
    }

    async call(method, data) {
        const late = deferred();
        const timer = setTimeout(() => late.reject(unavailable("There is no connection.")), this.timeout);
        try {
            await Promise.race([this.connect(), late.promise]);
        } finally {
            clearTimeout(timer);
        }
        if (this.state !== "connected") throw unavailable("The connection was lost.");
        return this.#called(method, data);
    }

    #called(method, data) {
        return new Promise((resolve, reject) => {
            const id = this.#ask("rpc", { method, data }, ({ data: result }) => settle(resolve, result),
                failure => settle(reject, failure));
            const timer = setTimeout(() => {
                this.#waiting.delete(id);
                reject(outcomeUnknown(`The answer to ${method} did not come in time: it may have been done.`));
            }, this.timeout);
            const settle = (outcome, value) => {
                clearTimeout(timer);
                outcome(value);
            };
        });
    }

    /** Shared by all who want the same. */
    channel(name) {
        const known = this.#channels.get(name);
        if (known && this.state !== "closed") return known;
        const channel = known ?? new Channel(name, () => this.#leave(channel));
        this.#channels.set(name, channel);
        this.connect().catch(failure => { // channels are told themselves why a connection ended
            if (failure instanceof TypeError) this.#refuse(channel, failure);
        });
        if (this.state === "connected") this.#join(channel);
        return channel;
    }

    #refuse(channel, failure) {
        this.#channels.delete(channel.name);
        channel.fail(failure);
    }

    #leave(channel) {
        if (this.#channels.get(channel.name) !== channel) return;
        this.#channels.delete(channel.name);
        if (this.state === "connected") this.#ask("unsubscribe", { channel: channel.name }, () => {}, () => {});
    }

    /** What was missed is asked for from where the channel is, and everything where that is not known any more. */
    #join(channel) {
        const socket = this.#socket;
        const again = () => {
            if (this.#channels.get(channel.name) === channel && socket === this.#socket) this.#join(channel);
        };
        this.#ask("subscribe", channel.request(), answer => channel.begin(answer), (failure, { code, temporary } = {}) => {
            if (socket !== this.#socket) return; // the next one joins
            if (code === LOST_POSITION) {
                channel.position = undefined;
                again();
            } else if (temporary) {
                setTimeout(again, LAST_RETRY_MILLIS * Math.random());
            } else {
                this.#refuse(channel, failure);
            }
        });
    }

    async #open(isExpired = false) {
        const opening = this.#socket = {}; // whoever drops it meanwhile gets it out of the way
        this.#become("connecting");
        let token;
        try {
            token = await this.#newToken(isExpired);
        } catch (failure) {
            if (opening === this.#socket) this.#lost(failure.status === 401 || failure.status === 403 ? failure : undefined);
            return;
        }
        if (opening !== this.#socket) return;
        let socket;
        try {
            socket = this.#socket = new this.WebSocket(this.url);
        } catch (failure) { // a page's policy may forbid it
            return this.close(unavailable(`No socket can be opened (${failure.message}).`, failure));
        }
        socket.onopen = () => this.#ask("connect", token ? { token } : {}, answer => this.#begin(answer),
            (failure, error) => socket === this.#socket && this.#refused(failure, error));
        socket.onmessage = ({ data }) => socket === this.#socket && this.#receive(data);
        socket.onerror = () => {}; // it is closed next
        socket.onclose = ({ code, reason }) => socket === this.#socket && this.#lost(end(code, reason));
        this.#watch(0);
    }

    async #newToken(isExpired) {
        return typeof this.token === "function" ? this.token({ isExpired }) : this.token;
    }

    #refused(failure, { code, temporary }) {
        const isExpired = code === EXPIRED_TOKEN && typeof this.token === "function";
        this.#lost(isExpired || temporary ? undefined : failure, isExpired);
    }

    #begin({ ping = 0, expires, ttl }) {
        this.#failures = 0;
        this.pingMillis = ping * 1000;
        this.#watch(this.pingMillis);
        if (expires && typeof this.token === "function") this.#refreshIn(ttl);
        this.#become("connected");
        this.#connected.resolve();
        this.#channels.forEach(channel => this.#join(channel));
    }

    /** Well before the server closes the socket of an expired token. */
    #refreshIn(seconds) {
        const socket = this.#socket;
        this.#timers.refresh = setTimeout(async () => {
            const token = await this.#newToken(true).catch(() => undefined);
            if (socket !== this.#socket || !token) return; // the server ends it, and we begin again
            this.#ask("refresh", { token }, ({ expires, ttl }) => expires && this.#refreshIn(ttl), () => {});
        }, Math.min(seconds * 800, LONGEST_TIMER_MILLIS));
    }

    #ask(command, parameters, answered, refused) {
        const id = ++this.#lastId;
        this.#waiting.set(id, { command, answered, refused });
        this.#send({ id, [command]: parameters });
        return id;
    }

    #send(frame) {
        this.#socket?.send?.(JSON.stringify(frame));
    }

    #receive(lines) {
        this.#watch(this.pingMillis ?? 0);
        for (const line of lines.split("\n").filter(Boolean)) {
            const frame = JSON.parse(line);
            if (frame.id) this.#answer(frame);
            else if (frame.push?.pub) this.#channels.get(frame.push.channel)?.apply(frame.push.pub);
            else if (Object.keys(frame).length === 0) this.#send({});
        }
    }

    #answer({ id, error, ...answer }) {
        const { command, answered, refused } = this.#waiting.get(id) ?? {};
        this.#waiting.delete(id);
        if (error) refused?.(new MultilithError(error.problem ?? { status: error.code, detail: error.message }), error);
        else answered?.(answer[command]);
    }

    /** A server that says nothing although a ping is due is gone, whatever the network believes. */
    #watch(millis) {
        clearTimeout(this.#timers.silence);
        this.#timers.silence = setTimeout(() => this.#lost(), millis + PATIENCE_MILLIS);
    }

    /** For good, with an error; or until the next try. */
    #lost(error, isExpired = false) {
        if (error) return this.close(error);
        this.#drop();
        if (this.state === "connected") this.#connected = deferred();
        this.#become("connecting");
        const delay = Math.min(FIRST_RETRY_MILLIS * 2 ** this.#failures++, LAST_RETRY_MILLIS);
        this.#timers.retry = setTimeout(() => this.#open(isExpired), delay * (0.5 + Math.random() / 2));
    }

    #drop() {
        const socket = this.#socket;
        this.#socket = undefined;
        Object.values(this.#timers).forEach(clearTimeout);
        this.#channels.forEach(channel => channel.isLive = false);
        socket?.close?.();
        const waiting = [...this.#waiting.values()];
        this.#waiting.clear();
        waiting.forEach(({ refused }) => refused(outcomeUnknown("The connection was lost before the answer came: it may have been done.")));
    }

    #become(state, error) {
        if (state === this.state) return;
        this.state = state;
        this.error = error;
        this.tell();
    }
}

/** What the socket's end means, if it is one for good. */
function end(code, reason) {
    const isFinal = (code >= 3500 && code < 4000) || (code >= 4500 && code < 5000);
    return isFinal
        ? new MultilithError({ status: ENDS[code] ?? 400, detail: `The server closed the connection: ${reason || code}.` })
        : undefined;
}

/** The records that one query means, as the server told them. */
class Channel {
    isLive = false;
    position;
    records = new Map();
    subscriptions = new Set();

    constructor(name, leave) {
        Object.assign(this, { name, leave });
    }

    request() {
        return { channel: this.name, data: { snapshot: true }, ...(this.position && { recover: true, ...this.position }) };
    }

    begin({ epoch, offset, recovered, publications = [], data = [] }) {
        this.isLive = true;
        if (recovered) {
            this.#tell(publications);
        } else {
            this.records = new Map(data.map(record => [String(record.id), record]));
            this.subscriptions.forEach(subscription => subscription.replace());
        }
        this.position = { epoch, offset };
    }

    apply(publication) {
        if (this.isLive) this.#tell([publication]);
    }

    #tell(publications) {
        const changes = publications.map(publication => this.#change(publication)).filter(Boolean);
        if (changes.length > 0) this.subscriptions.forEach(subscription => subscription.change(changes));
    }

    /** Once, however often it is told. */
    #change({ data: event, offset }) {
        if (offset <= this.position?.offset) return undefined;
        const hasPlace = offset !== undefined; // else no record has changed, but what may be read of them
        if (hasPlace) this.position = { ...this.position, offset };
        const { resource: record, reason } = event.data;
        const isGone = event.type.endsWith(".removed");
        if (isGone) {
            this.records.delete(event.subject);
        } else {
            this.records.set(event.subject, record);
            if (hasPlace) versions.set(record, `"${event.id}"`);
        }
        return { type: event.type.slice(event.type.lastIndexOf(".") + 1), id: event.subject, record, reason, event };
    }

    fail(error) {
        this.subscriptions.forEach(subscription => subscription.fail(error));
    }
}

/** The records that a query means, in order and up to date: `records` is another array after each change. */
class Subscription {
    records = [];
    error;
    #channel;
    #order;
    #onChange;
    #onError;
    #ready = deferred();

    constructor(channel, sort, onChange = () => {}, onError = () => {}) {
        this.#channel = channel;
        this.#order = orderBy({ ...sort, id: sort?.id ?? 1 });
        this.#onChange = onChange;
        this.#onError = onError;
        channel.subscriptions.add(this);
        if (channel.position) queueMicrotask(() => channel.subscriptions.has(this) && this.replace());
    }

    /** Resolves to the first records; rejects when the server refuses the subscription. */
    get ready() {
        return this.#ready.promise;
    }

    [Symbol.iterator]() {
        return this.records[Symbol.iterator]();
    }

    unsubscribe() {
        this.#channel.subscriptions.delete(this);
        if (this.#channel.subscriptions.size === 0) this.#channel.leave();
    }

    /** With everything that there is now. */
    replace() {
        this.records = [...this.#channel.records.values()].sort(this.#order);
        this.#ready.resolve(this.records);
        this.#tell(() => this.#onChange(this.records, { type: "snapshot" }));
    }

    /** In order once, however many came at once; then each is told. */
    change(changes) {
        const ids = new Set(changes.map(({ id }) => id));
        const now = [...ids].map(id => this.#channel.records.get(id)).filter(Boolean);
        this.records = [...this.records.filter(record => !ids.has(String(record.id))), ...now].sort(this.#order);
        changes.forEach(change => this.#tell(() => this.#onChange(this.records, change)));
    }

    fail(error) {
        this.error = error;
        this.#ready.reject(error);
        this.#tell(() => this.#onError(error));
    }

    /** What the listener throws is nobody's fault but its own. */
    #tell(listener) {
        try {
            listener();
        } catch (fault) {
            queueMicrotask(() => { throw fault; });
        }
    }
}

/** As the server orders: what is missing comes first, texts by code points. */
function orderBy(sort) {
    const fields = Object.entries(sort);
    return (one, other) => {
        for (const [field, direction] of fields) {
            const difference = compare(one[field] ?? null, other[field] ?? null);
            if (difference !== 0) return difference * direction;
        }
        return 0;
    };
}

function compare(one, other) {
    if (one === other) return 0;
    if (one === null || other === null) return one === null ? -1 : 1;
    if (typeof one !== "string" || typeof other !== "string") return one < other ? -1 : 1;
    let i = 0;
    while (i < one.length && one[i] === other[i]) i++;
    return (one.codePointAt(i) ?? -1) - (other.codePointAt(i) ?? -1);
}

/** A query as it stands in a URL and behind the name of a channel. */
function search(query) {
    const pairs = Object.entries(query).flatMap(([name, value]) => parameters(name, value));
    return pairs.length === 0 ? "" : `?${pairs.join("&")}`;
}

function parameters(name, value) {
    if (value === undefined) return [];
    if (value === null || (typeof value === "object" && Object.keys(value).length === 0)) {
        throw new TypeError(`A query cannot say ${name}=${JSON.stringify(value)}.`);
    }
    if (value instanceof Date) return parameters(name, value.toISOString());
    return typeof value === "object"
        ? Object.entries(value).flatMap(([member, part]) => parameters(`${name}[${member}]`, part))
        : [`${encodeURIComponent(name)}=${encodeURIComponent(value)}`];
}

/** A promise whose refusal nobody has to hear. */
function deferred() {
    const made = {};
    made.promise = new Promise((resolve, reject) => Object.assign(made, { resolve, reject }));
    made.promise.catch(() => {});
    return made;
}

/*
 * What the pages share. A page joins the changes first, then loads a snapshot, so that no change falls between the two.
 * Only the server's events change what is shown; answers to the page's own requests do not.
 */
const REALTIME = new URL("realtime", document.baseURI);
REALTIME.protocol = REALTIME.protocol.replace("http", "ws");

const REQUEST_TIMEOUT_MILLIS = 10_000;
const FIRST_RETRY_MILLIS = 500;
const LAST_RETRY_MILLIS = 10_000;

let retries = 0;

export const element = id => document.getElementById(id);

// load: gets a snapshot; show: shows it; apply: shows a change, which the snapshot may hold already.
export function follow({ topics, load, show, apply }) {
    const socket = new WebSocket(REALTIME);
    let early = [];

    async function catchUp() {
        const snapshot = await load();
        if (socket.readyState !== WebSocket.OPEN) return;
        show(snapshot);
        early.forEach(apply);
        early = null;
        retries = 0;
        showConnection("open", "live");
    }

    socket.onopen = () => socket.send(JSON.stringify({ type: "join", topics }));
    socket.onmessage = async ({ data }) => {
        const frame = JSON.parse(data);
        if (frame.type === "event") early ? early.push(frame.data) : apply(frame.data);
        else if (frame.type === "error") showMessage(explain(frame.error));
        else if (frame.type === "joined" && !await attempt(catchUp)) socket.close();
    };
    socket.onclose = ({ code, reason }) => {
        const final = code >= 3500 && code < 4000; // the close codes of /realtime that ask a client not to come back
        showConnection("closed", final ? "closed" : "reconnecting");
        if (final) return showMessage(`The server closed the connection: ${reason || code}`);
        const delay = Math.min(FIRST_RETRY_MILLIS * 2 ** retries++, LAST_RETRY_MILLIS);
        setTimeout(() => follow({ topics, load, show, apply }), delay * (0.5 + Math.random() / 2));
    };
}

export function patched(record, { $set = {}, $unset = {} }) {
    const result = { ...record, ...$set };
    Object.keys($unset).forEach(field => delete result[field]);
    return result;
}

export async function request(method, url, content) {
    const response = await fetch(url, {
        method,
        cache: "no-store",
        headers: content && { "Content-Type": method === "PATCH" ? "application/merge-patch+json" : "application/json" },
        body: content && JSON.stringify(content),
        signal: AbortSignal.timeout(REQUEST_TIMEOUT_MILLIS),
    }).catch(failure => { throw new Error(`The server cannot be reached (${failure.message})`); });
    if (response.ok) return response.json();
    const problem = await response.json().catch(() => ({ detail: `${response.status} ${response.statusText}` }));
    throw new Error(explain(problem));
}

export async function attempt(action) {
    showMessage("");
    try {
        await action();
        return true;
    } catch (failure) {
        showMessage(failure.message);
        return false;
    }
}

function explain({ detail, title, errors = [] }) {
    return [detail ?? title, ...errors.map(error => `${error.pointer}: ${error.detail}`)].join("\n");
}

function showConnection(state, text) {
    element("connection").dataset.state = state;
    element("connection").textContent = text;
}

function showMessage(text) {
    element("message").textContent = text;
}

/* The live page of the power collection. */
import { attempt, element, follow, patched, request } from "./live.js";

const COLLECTION = "api/power";
const SNAPSHOT = `${COLLECTION}?$limit=500`;

const FLASH_MILLIS = 900;
const RANDOM_RECORDS = 20;
const RANDOM_PAUSE_MILLIS = 50;

const body = element("records").tBodies[0];
const records = new Map();
const rows = new Map();
const redraws = new Map();
const randomIds = new Set();
let changes = 0;
let randomRun = null;

function replaceAll(snapshot) {
    const before = [...records.keys()];
    records.clear();
    snapshot.forEach(record => records.set(record.id, record));
    [...before, ...records.keys()].forEach(id => redraw(id, false));
    drawCounts();
}

// May get a change that the snapshot holds already: applying it again does no harm.
function apply({ resource_id: id, action, resource_data: data, patch }) {
    if (action === "create") records.set(id, data);
    if (action === "patch" && records.has(id)) records.set(id, patched(records.get(id), patch));
    if (action === "delete") [records, randomIds].forEach(holder => holder.delete(id));
    changes++;
    redraw(id, true);
}

function redraw(id, flash) {
    if (redraws.size === 0) requestAnimationFrame(draw);
    redraws.set(id, flash);
}

function draw() {
    // Ids are UUIDv7, in the order of creation: ascending, each new row belongs at or near the top.
    for (const id of [...redraws.keys()].sort()) {
        if (records.has(id)) drawRow(id, redraws.get(id));
        else if (rows.has(id)) removeRow(id);
    }
    redraws.clear();
    drawCounts();
}

function drawCounts() {
    element("record-count").textContent = records.size;
    element("change-count").textContent = changes;
    element("empty").hidden = records.size > 0;
}

function drawRow(id, flash) {
    const row = rows.get(id) ?? insertRow(id);
    const record = records.get(id);
    row.dataset.status = record.status;
    for (const cell of row.querySelectorAll("[data-field]")) {
        const text = String(record[cell.dataset.field] ?? "");
        if (cell.textContent === text) continue;
        cell.textContent = text;
        if (flash) cell.animate({ backgroundColor: ["var(--flash)", "transparent"] }, FLASH_MILLIS);
    }
}

function insertRow(id) {
    const row = element("row").content.firstElementChild.cloneNode(true);
    row.dataset.id = id;
    row.querySelector("[data-short-id]").textContent = id.slice(-6);
    row.querySelector("[data-short-id]").title = id;
    row.querySelector("button").setAttribute("aria-label", `Delete ${id}`);
    body.insertBefore(row, [...body.rows].find(other => other.dataset.id < id) ?? null);
    rows.set(id, row);
    return row;
}

function removeRow(id) {
    const row = rows.get(id);
    const neighbour = row.nextElementSibling ?? row.previousElementSibling;
    if (row.contains(document.activeElement)) neighbour?.querySelector("button").focus();
    row.remove();
    rows.delete(id);
}

async function add(form) {
    const { value, description } = Object.fromEntries(new FormData(form));
    const number = Number(value);
    await request("POST", COLLECTION, {
        value: Number.isFinite(number) ? number : value, // the server says what is wrong with it
        status: "pending",
        ...(description && { description }),
    });
    form.reset();
    element("value").focus();
}

async function randomize(signal) {
    while (!signal.aborted && randomIds.size < RANDOM_RECORDS) {
        const description = `random ${randomIds.size + 1}`;
        const record = await request("POST", COLLECTION, { value: random(100), status: "pending", description });
        randomIds.add(record.id);
    }
    while (!signal.aborted && randomIds.size > 0) {
        const id = [...randomIds][random(randomIds.size)];
        const change = { value: random(100), status: "pending", result: null };
        await Promise.all([request("PATCH", recordUrl(id), change), pause(RANDOM_PAUSE_MILLIS)]);
    }
}

async function toggleRandomizer({ target: button }) {
    if (randomRun) return randomRun.abort();
    randomRun = new AbortController();
    button.textContent = "Stop the randomizer";
    await attempt(() => randomize(randomRun.signal));
    randomRun = null;
    button.textContent = "Run the randomizer";
}

const recordUrl = id => `${COLLECTION}/${encodeURIComponent(id)}`;
const random = bound => Math.floor(Math.random() * bound);
const pause = millis => new Promise(resolve => setTimeout(resolve, millis));

element("randomizer").addEventListener("click", toggleRandomizer);
element("add-form").addEventListener("submit", event => {
    event.preventDefault();
    attempt(() => add(event.target));
});
body.addEventListener("click", ({ target }) => {
    if (target.matches("button")) attempt(() => request("DELETE", recordUrl(target.closest("tr").dataset.id)));
});

let counted = 0;
setInterval(() => {
    element("change-rate").textContent = changes - counted;
    counted = changes;
}, 1000);

follow({ topics: ["power"], load: () => request("GET", SNAPSHOT), show: replaceAll, apply });

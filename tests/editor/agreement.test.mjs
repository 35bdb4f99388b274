// That the schemas and postil's own reading agree: what postil takes is never marked, and what is of the wrong shape always is.

import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { test } from "node:test";

import { Server } from "./server.mjs";
import { folder, follows, put, run } from "./site.mjs";

/** Values as people write them, whatever the key. */
const VALUES = [
  "word",
  "two words",
  "12",
  "12.5",
  "-3",
  "true",
  '"true"',
  '"12"',
  "~",
  "",
  "[a, b]",
  "[]",
  "{a: b}",
  "{}",
  "2014-04-01",
  "2014",
  "1994~",
  "https://example.org/x",
  "|\n  some words\n  and more",
  "[{a: b}]",
  "[[a]]",
  "[12, 3.5]",
  "{p1: p1}",
  "{p1: fr}",
  "{A: false}",
  "{A: }",
  "{A: {person: a}}",
  "{p1: {person: a}}",
  "p1",
];

/** What is told of a shape, and not of what is meant. */
const SHAPE = new Set(["wrong-type", "unknown-key"]);

const read = (root, schema) => JSON.parse(fs.readFileSync(path.join(root, "schemas", `${schema}.json`), "utf8"));

/** `key: value`, a block's lines below the key. */
const line = (key, value, indent = "") => `${indent}${key}: ${value.replaceAll("\n", `\n${indent}`)}\n`;

function archive(t) {
  const root = folder(t);
  put(root, "postil.yaml", "contact: a@example.org\neditors: {a: {name: A}}\nkinds: {treaties: {singular: Treaty, plural: Treaties}}\n");
  put(root, "content/transcripts/talk.md", "---\ntitle: A talk\nspeakers: {}\n---\nThe mill stood by the river.\n");
  for (const kind of ["topics", "events", "people", "places", "organizations", "documents", "treaties"]) {
    put(root, `content/${kind}/a.md`, "---\ntitle: A thing called so\n---\n");
  }
  const written = run(root, "schema", "--write");
  assert.equal(written.code, 0, written.err);
  return root;
}

/** Every key with every value, each in a file of its own: what postil reads, and the same for the language server. */
function combinations(root) {
  const all = [];
  let count = 0;
  const add = (schema, keys, make) => {
    for (const key of keys) {
      for (const value of VALUES) {
        count += 1;
        const { name, text, front } = make(`n${count}`, key, value);
        put(root, name, front ? `---\n${text}---\n` : text);
        all.push({ schema, name, text, said: `${schema}: ${key}: ${value}` });
      }
    }
  };
  const besides = (names, all) => Object.keys(all).filter((key) => !names.includes(key));
  const annotations = read(root, "annotations");
  add("annotations", besides(["annotations", "transcript"], annotations.properties), (id, key, value) => ({
    name: `content/annotations/${id}.yaml`,
    text: `transcript: talk\n${line(key, value)}annotations:\n- in: p1\n  note: Words.\n`,
  }));
  add("annotations", besides(["in", "note"], annotations.definitions.annotation.properties), (id, key, value) => ({
    name: `content/annotations/${id}.yaml`,
    text: `transcript: talk\nannotations:\n- in: p1\n  note: Words.\n${line(key, value, "  ")}`,
  }));
  const transcript = read(root, "transcript");
  const sidecar = (make) => (id, key, value) => {
    put(root, `content/transcripts/${id}.txt`, "A: The mill stood by the river.\n");
    return { name: `content/transcripts/${id}.yaml`, text: `title: A talk\n${make(key, value)}` };
  };
  add("transcript", besides(["title"], transcript.properties), sidecar(line));
  for (const [definition, above, keyOf] of [
    ["speaker", "speakers", "A"],
    ["turn", "turns", "p1"],
  ]) {
    const nested = (key, value) => `${above}:\n  ${keyOf}:\n${line(key, value, "    ")}`;
    add("transcript", Object.keys(transcript.definitions[definition].properties), sidecar(nested));
  }
  for (const [definition, above] of [
    ["source", "source"],
    ["recording", "media"],
  ]) {
    const nested = (key, value) => `${above}:\n${line(key, value, "  ")}`;
    add("transcript", Object.keys(transcript.definitions[definition].properties), sidecar(nested));
  }
  for (const kind of ["topics", "events", "people", "places", "organizations", "documents", "treaties"]) {
    const { properties } = read(root, `entries/${kind}`);
    add(`entries/${kind}`, besides(["title"], properties), (id, key, value) => ({
      name: `content/${kind}/${id}.md`,
      text: `title: Thing ${id}\n${line(key, value)}`,
      front: true,
    }));
  }
  add("page", besides(["title"], read(root, "page").properties), (id, key, value) => ({
    name: `content/pages/${id}.md`,
    text: `title: Page ${id}\n${line(key, value)}`,
    front: true,
  }));
  return all;
}

/** What postil tells of each file: codes by path. */
function told(root) {
  const checked = run(root, "check", "--format", "json", "--all");
  const codes = new Map();
  for (const row of `${checked.out}${checked.err}`.split("\n").filter((text) => text.startsWith("{"))) {
    const { path: file, code, severity } = JSON.parse(row);
    if (severity !== "error") continue;
    if (!codes.has(file)) codes.set(file, new Set());
    codes.get(file).add(code);
  }
  return codes;
}

async function compare(server, root, documents, codesOf) {
  const wrong = [];
  for (let from = 0; from < documents.length; from += 50) {
    const some = documents.slice(from, from + 50);
    await Promise.all(
      some.map(async ({ schema, name, text, said }) => {
        const beside = name.replace(/\.\w+$/, ".yaml");
        const faults = await server.faults(beside, follows(schema, root, beside, text));
        const codes = codesOf(name);
        const shape = [...codes].filter((code) => SHAPE.has(code));
        if (codes.size === 0 && faults.length > 0) wrong.push(`${said}\n    postil takes it, and it is marked: ${faults[0]}`);
        if (shape.length > 0 && faults.length === 0) wrong.push(`${said}\n    postil tells ${shape}, and it is not marked`);
      }),
    );
  }
  return wrong;
}

test("what postil takes is not marked, and what is of another shape is", async (t) => {
  const root = archive(t);
  const documents = combinations(root);
  assert.ok(documents.length > 3000, `${documents.length}`);
  const codes = told(root);
  assert.ok(codes.size > 500 && codes.size < documents.length, `${codes.size}`);
  const server = await Server.start(root);
  const wrong = await compare(server, root, documents, (name) => codes.get(name) ?? new Set());
  await server.stop();
  assert.equal(wrong.length, 0, `${wrong.length} of ${documents.length}:\n${wrong.sort().join("\n")}`);
});

test("so with settings", async (t) => {
  const root = archive(t);
  const documents = [];
  const codes = new Map();
  for (const key of Object.keys(read(root, "postil").properties)) {
    for (const value of VALUES) {
      const name = `settings-${documents.length}.yaml`;
      const text = key === "contact" ? line(key, value) : `contact: a@example.org\n${line(key, value)}`;
      put(root, name, text);
      const checked = run(root, "check", "--format", "json", "--config", name);
      const rows = `${checked.out}${checked.err}`.split("\n").filter((row) => row.startsWith("{"));
      const own = rows.map((row) => JSON.parse(row)).filter(({ path: file, severity }) => file === name && severity === "error");
      codes.set(name, new Set(own.map(({ code }) => code)));
      documents.push({ schema: "postil", name, text, said: `postil.yaml: ${key}: ${value}` });
    }
  }
  const server = await Server.start(root);
  const wrong = await compare(server, root, documents, (name) => codes.get(name));
  await server.stop();
  assert.equal(wrong.length, 0, `${wrong.length} of ${documents.length}:\n${wrong.sort().join("\n")}`);
});

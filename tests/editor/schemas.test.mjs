// What an editor's program offers, explains and marks in an archive, in the language server that most of them use.

import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { test } from "node:test";

import { Server } from "./server.mjs";
import { files, follows, put, repository, run, starter } from "./site.mjs";

/** The YAML of a file of the archive, as a document that names its schema; none for what is no YAML. */
function document(root, name) {
  const text = fs.readFileSync(path.join(root, name), "utf8");
  if (/\.ya?ml$/.test(name)) return { name, text, says: text.includes("yaml-language-server: $schema=") };
  const front = /^---\r?\n([\s\S]*?\r?\n)---\r?\n/.exec(text);
  if (!front) return undefined;
  const [, kind] = name.split("/");
  const schema = { transcripts: "transcript", pages: "page" }[kind] ?? `entries/${kind}`;
  // Front matter is no document of its own to the server: its YAML is, beside the file.
  const beside = name.replace(/\.md$/, ".front.yaml");
  return { name: beside, text: follows(schema, root, beside, front[1]), says: true };
}

async function faults(root) {
  const server = await Server.start(root);
  const names = ["postil.yaml", ...files(root, "content").filter((name) => /\.(ya?ml|md)$/.test(name))];
  const read = names.filter((name) => !/^content\/(assets|root|ledger)\//.test(name));
  const documents = read.map((name) => document(root, name)).filter(Boolean);
  const silent = documents.filter(({ says }) => !says).map(({ name }) => `${name} names no schema`);
  const told = await Promise.all(documents.map(({ name, text }) => server.faults(name, text)));
  await server.stop();
  return { count: documents.length, all: [...silent, ...told.flat()] };
}

test("nothing is wrong with the content of this repository", async () => {
  const { count, all } = await faults(repository);
  assert.ok(count > 20, `${count} documents`);
  assert.deepEqual(all, []);
});

test("nothing is wrong with a new archive", async (t) => {
  const { count, all } = await faults(starter(t));
  assert.ok(count > 12, `${count} documents`);
  assert.deepEqual(all, []);
});

test("ids are offered where they are asked for", async (t) => {
  const root = starter(t);
  const server = await Server.start(root);
  const note = (line) =>
    follows("annotations", root, "content/annotations/new.yaml", `annotations:\n  - quote: the bridge\n    ${line}\n`);
  const offered = (line) => server.offered("content/annotations/new.yaml", note(line));
  const topics = ["crossing-the-river", "footbridge", "high-water"];
  assert.deepEqual((await offered("topics: |")).filter((id) => topics.includes(id)).sort(), topics);
  assert.deepEqual((await offered("topics: [high-water, |]")).filter((id) => topics.includes(id)).sort(), topics);
  assert.deepEqual((await offered("topics:\n      - |")).filter((id) => topics.includes(id)).sort(), topics);
  const people = await offered("people: |");
  assert.ok(people.includes("ottoline-pym") && !people.includes("footbridge"), people);
  const editors = await offered("by: |");
  assert.ok(editors.includes("hv") && editors.includes("tb"), editors);
  const sure = await offered("certainty: |");
  assert.deepEqual(sure.sort(), ["possible", "probable"]);
  const targets = await offered("targets:\n      - transcript: |");
  assert.ok(targets.includes("2023-09-21-corn-hall"), targets);

  const said = (line) => follows("transcript", root, "content/transcripts/new.yaml", `title: New\n${line}\n`);
  const speakers = await server.offered("content/transcripts/new.yaml", said("speakers:\n  A:\n    person: |"));
  assert.ok(speakers.includes("barnaby-thrupp") && speakers.includes("footbridge-society"), speakers);
  const alone = await server.offered("content/transcripts/new.yaml", said("speakers:\n  A: |"));
  assert.ok(alone.includes("barnaby-thrupp"), alone);
  const forms = await server.offered("content/transcripts/new.yaml", said("form: |"));
  assert.ok(forms.includes("press-conference") && forms.includes("oral-history"), forms);
  await server.stop();
});

test("keys are offered, each with what it means", async (t) => {
  const root = starter(t);
  const server = await Server.start(root);
  const name = "content/annotations/new.yaml";
  const keys = await server.offered(name, follows("annotations", root, name, "annotations:\n  - quote: the bridge\n    |\n"));
  for (const key of ["note", "topics", "people", "certainty", "before", "nth", "see", "draft"]) {
    assert.ok(keys.includes(key), `${key} is not among ${keys}`);
  }
  const settings = await server.offered("postil.yaml", follows("postil", root, "postil.yaml", "title: New\n|\n"));
  assert.ok(settings.includes("base_url") && settings.includes("exports"), settings);
  await server.stop();
});

/** Each key of a schema, with the words that explain it. */
function explained(root, schema, definition) {
  const read = JSON.parse(fs.readFileSync(path.join(root, "schemas", `${schema}.json`), "utf8"));
  const { properties } = definition ? read.definitions[definition] : read;
  return Object.entries(properties).filter(([, says]) => says !== false);
}

test("a key says what it means where one points at it", async (t) => {
  const root = starter(t);
  const server = await Server.start(root);
  const at = {
    annotation: ["annotations", "content/annotations/new.yaml", (key) => `annotations:\n  - ${key}|: x\n`],
    target: ["annotations", "content/annotations/new.yaml", (key) => `annotations:\n  - targets:\n      - ${key}|: x\n`],
    speaker: ["transcript", "content/transcripts/new.yaml", (key) => `speakers:\n  A:\n    ${key}|: x\n`],
    turn: ["transcript", "content/transcripts/new.yaml", (key) => `turns:\n  p3:\n    ${key}|: x\n`],
    source: ["transcript", "content/transcripts/new.yaml", (key) => `source:\n  ${key}|: x\n`],
  };
  const places = Object.entries(at).flatMap(([definition, [schema, name, text]]) =>
    explained(root, schema, definition).map(([key, says]) => [schema, name, text(key), key, says]),
  );
  for (const [schema, name] of [
    ["postil", "postil.yaml"],
    ["transcript", "content/transcripts/new.yaml"],
    ["annotations", "content/annotations/new.yaml"],
    ["page", "content/pages/new.yaml"],
    ["entries/people", "content/people/new.yaml"],
    ["entries/events", "content/events/new.yaml"],
  ]) {
    places.push(...explained(root, schema).map(([key, says]) => [schema, name, `${key}|: x\n`, key, says]));
  }
  assert.ok(places.length > 100, `${places.length} keys`);
  for (const [schema, name, text, key, says] of places) {
    const shown = await server.shown(name, follows(schema, root, name, text));
    const first = says.description.split(/[,:;(<>[\]]/)[0].trim();
    assert.ok(first.length > 2, `${schema}: ${key} explains nothing: ${says.description}`);
    assert.ok(shown.replaceAll(/[`\\]/g, "").includes(first), `${schema}: ${key} shows ${shown}, not ${first}`);
    assert.ok(!shown.includes(".md)"), `${schema}: ${key} has a link that leads nowhere: ${shown}`);
  }
  await server.stop();
});

test("what is wrong is marked, in a line", async (t) => {
  const root = starter(t);
  const server = await Server.start(root);
  const name = "content/annotations/new.yaml";
  const told = (text) => server.faults(name, follows("annotations", root, name, text));
  const [unknown] = await told("annotations:\n  - qoute: the bridge\n");
  assert.match(unknown, /qoute/);
  const [kind] = await told("annotations:\n  - quote: [the, bridge]\n");
  assert.match(kind, /string/);
  const [word] = await told("annotations:\n  - quote: the bridge\n    certainty: perhaps\n");
  assert.match(word, /probable/);
  assert.ok(word.length < 300, word);
  const [missing] = await told("by: hv\n");
  assert.match(missing, /annotations/);
  // An id that does not exist is told by `postil check`, with the one that was meant; here it may be one that is yet to come.
  assert.deepEqual(await told("annotations:\n  - quote: the bridge\n    topics: [no-such-topic]\n"), []);
  await server.stop();
});

test("thousands of ids are offered, and none makes a message of them", async (t) => {
  const root = starter(t);
  for (let n = 0; n < 2500; n++) put(root, `content/people/person-${n}.md`, `---\ntitle: Person ${n}\n---\n`);
  assert.equal(run(root, "schema", "--write").code, 0);
  const server = await Server.start(root);
  const name = "content/annotations/new.yaml";
  const text = (line) => follows("annotations", root, name, `annotations:\n  - quote: the bridge\n    ${line}\n`);
  const offered = await server.offered(name, text("people: [|]"));
  assert.equal(offered.filter((id) => /^person-\d+$/.test(id)).length, 2500);
  assert.deepEqual(await server.faults(name, text("people: [nobody]")), []);
  const told = await server.faults("content/annotations/odd.yaml", text("people: {a: b}"));
  assert.ok(told.length > 0 && told.every((line) => line.length < 400), told.join("\n").slice(0, 2000));
  await server.stop();
});

test("what is new is offered as soon as postil wrote it", async (t) => {
  const root = starter(t);
  const offered = async (line) => {
    const server = await Server.start(root);
    const name = "content/annotations/new.yaml";
    const items = await server.offered(name, follows("annotations", root, name, `annotations:\n  - quote: the bridge\n    ${line}\n`));
    await server.stop();
    return items;
  };
  assert.equal(run(root, "new", "topic", "Ferries").code, 0);
  assert.ok((await offered("topics: |")).includes("ferries"));
  assert.equal(run(root, "rename", "topic", "ferries", "the-ferry").code, 0);
  const topics = await offered("topics: |");
  assert.ok(topics.includes("the-ferry") && !topics.includes("ferries"), topics);
});

test("a file that postil writes names its schema, and one that a source keeps does not", async (t) => {
  const root = starter(t);
  const made = run(root, "new", "transcript", "A talk on the quay", "--id", "quay");
  assert.equal(made.code, 0, made.err);
  put(root, "content/transcripts/quay.md", "---\ntitle: A talk\nspeakers: {}\n---\nThe quay was dry.\n");
  const note = run(root, "new", "annotation", "quay", "--quote", "dry", "--note", "In May.");
  assert.equal(note.code, 0, note.err);
  const written = fs.readFileSync(path.join(root, "content/annotations/quay.yaml"), "utf8");
  assert.match(written, /^# yaml-language-server: \$schema=\.\.\/\.\.\/schemas\/annotations\.json\n/);
  const server = await Server.start(root);
  assert.deepEqual(await server.faults("content/annotations/quay.yaml", written), []);
  await server.stop();
});

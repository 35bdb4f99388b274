// Archives for these tests: made by postil itself, looked at as the language server sees them.

import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";

export const repository = path.resolve(import.meta.dirname, "../..");
const postil = process.env.POSTIL ?? path.join(repository, "target/release/postil");
if (!fs.existsSync(postil)) {
  throw new Error(`there is no ${postil}: build it, or name it with POSTIL=...`);
}

/** Runs postil in a folder. */
export function run(folder, ...said) {
  const done = spawnSync(postil, said, { cwd: folder, encoding: "utf8", maxBuffer: 2 ** 28 });
  return { code: done.status, out: done.stdout, err: done.stderr };
}

/** A folder that is gone when the test ends. */
export function folder(t) {
  const made = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "postil-editor-")));
  t.after(() => fs.rmSync(made, { recursive: true, force: true }));
  return made;
}

/** The archive that `init` makes. */
export function starter(t) {
  const made = folder(t);
  const done = run(made, "init", ".");
  if (done.code !== 0) throw new Error(done.err);
  return made;
}

export function put(root, name, text) {
  const file = path.join(root, name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, text);
}

/** The paths of the files below a folder, from it, with `/`. */
export function files(root, below) {
  const all = fs.readdirSync(path.join(root, below), { recursive: true, withFileTypes: true });
  const found = all.filter((entry) => entry.isFile());
  const paths = found.map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)));
  return paths.map((file) => file.split(path.sep).join("/")).sort();
}

/** A YAML document that follows a schema: `annotations`, `entries/topics`. */
export function follows(schema, root, name, text) {
  const to = path.relative(path.dirname(path.join(root, name)), path.join(root, "schemas", `${schema}.json`));
  return `# yaml-language-server: $schema=${to.split(path.sep).join("/")}\n${text}`;
}

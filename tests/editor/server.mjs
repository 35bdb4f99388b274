// The YAML language server, spoken to as an editor's program speaks to it.

import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { StreamMessageReader, StreamMessageWriter, createMessageConnection } from "vscode-jsonrpc/node";

const program = path.join(
  path.dirname(createRequire(import.meta.url).resolve("yaml-language-server/package.json")),
  "bin/yaml-language-server",
);

/** A language server for one folder. Each document stands beside the file that it is called after, under a name of its own. */
export class Server {
  #child;
  #rpc;
  #waiting = new Map();
  #root;
  #opened = 0;

  static async start(root) {
    const server = new Server();
    server.#root = root;
    server.#child = spawn(process.execPath, [program, "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
    server.#rpc = createMessageConnection(
      new StreamMessageReader(server.#child.stdout),
      new StreamMessageWriter(server.#child.stdin),
    );
    const settings = {
      validate: true,
      hover: true,
      completion: true,
      // Nothing of the network: what it knows is what the archive's folder says.
      schemaStore: { enable: false },
      kubernetesCRDStore: { enable: false },
    };
    server.#rpc.onRequest("workspace/configuration", ({ items }) =>
      items.map(({ section }) => (section === "yaml" ? settings : null)),
    );
    server.#rpc.onRequest("client/registerCapability", () => null);
    server.#rpc.onNotification("textDocument/publishDiagnostics", ({ uri, diagnostics }) => {
      server.#waiting.get(uri)?.(diagnostics);
      server.#waiting.delete(uri);
    });
    server.#rpc.listen();
    const uri = pathToFileURL(root).href;
    await server.#rpc.sendRequest("initialize", {
      processId: process.pid,
      rootUri: uri,
      workspaceFolders: [{ uri, name: "archive" }],
      capabilities: {
        textDocument: {
          completion: { completionItem: { documentationFormat: ["markdown", "plaintext"] } },
          hover: { contentFormat: ["markdown", "plaintext"] },
          publishDiagnostics: {},
        },
        workspace: { configuration: true },
      },
    });
    await server.#rpc.sendNotification("initialized", {});
    await server.#rpc.sendNotification("workspace/didChangeConfiguration", { settings: { yaml: settings } });
    return server;
  }

  /** The address of a document that was not there before: what the server says of one that was closed may still come. */
  #fresh(name) {
    const { dir, name: stem, ext } = path.parse(name);
    this.#opened += 1;
    return pathToFileURL(path.join(this.#root, dir, `${stem}-${this.#opened}${ext}`)).href;
  }

  async #open(uri, text) {
    const told = new Promise((resolve) => this.#waiting.set(uri, resolve));
    await this.#rpc.sendNotification("textDocument/didOpen", {
      textDocument: { uri, languageId: "yaml", version: 1, text },
    });
    return told;
  }

  async #asked(method, name, marked) {
    const { text, position } = at(marked);
    const uri = this.#fresh(name);
    await this.#open(uri, text);
    const answer = await this.#rpc.sendRequest(method, { textDocument: { uri }, position });
    await this.#rpc.sendNotification("textDocument/didClose", { textDocument: { uri } });
    return answer;
  }

  /** What the server finds wrong with a document, a line each. */
  async faults(name, text) {
    const uri = this.#fresh(name);
    const diagnostics = await this.#open(uri, text);
    await this.#rpc.sendNotification("textDocument/didClose", { textDocument: { uri } });
    return diagnostics.map(({ range, message }) => `${name}:${range.start.line + 1}: ${message}`);
  }

  /** What is offered where `|` stands in a document. */
  async offered(name, marked) {
    const answer = await this.#asked("textDocument/completion", name, marked);
    return answer.items.map(({ label }) => label);
  }

  /** What is shown where `|` stands in a document; nothing is the empty text. */
  async shown(name, marked) {
    const answer = await this.#asked("textDocument/hover", name, marked);
    const contents = answer?.contents ?? "";
    return typeof contents === "string" ? contents : contents.value;
  }

  async stop() {
    await this.#rpc.sendRequest("shutdown");
    await this.#rpc.sendNotification("exit");
    this.#rpc.dispose();
  }
}

/** A text without its `|`, and where that stood. */
function at(marked) {
  const before = marked.slice(0, marked.indexOf("|"));
  const lines = before.split("\n");
  const position = { line: lines.length - 1, character: lines.at(-1).length };
  return { text: before + marked.slice(before.length + 1), position };
}

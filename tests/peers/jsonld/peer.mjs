// A peer that reads receipts with the npm packages `jsonld` and `@digitalbazaar/vc`.
//
//   node peer.mjs FOLDER expand CREDENTIAL     prints its JSON-LD expansion, in safe mode
//   node peer.mjs FOLDER compact CREDENTIAL    the same, and compacted again by its own context
//   node peer.mjs FOLDER credential CREDENTIAL looks whether it is a verifiable credential 2.0
//
// FOLDER is where the packages are installed. No context is fetched. What does not hold ends with 1.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [folder, verb, file] = process.argv.slice(2);
const require = createRequire(pathToFileURL(`${folder}/`));
const jsonld = require("jsonld");
const vc = await import(pathToFileURL(require.resolve("@digitalbazaar/vc")));
const credential = JSON.parse(await readFile(file, "utf8"));
const options = { documentLoader: vc.defaultDocumentLoader, safe: true };

async function expand() {
  return jsonld.expand(credential, options);
}

async function compact() {
  return jsonld.compact(await expand(), credential["@context"], options);
}

async function looked() {
  vc._checkCredential({ credential, now: new Date(credential.validFrom), mode: "verify" });
  return credential.type;
}

try {
  const said = await { expand, compact, credential: looked }[verb]();
  process.stdout.write(JSON.stringify(said));
} catch (problem) {
  process.stderr.write(`${problem.message} ${JSON.stringify(problem.details?.event ?? "")}\n`);
  process.exitCode = 1;
}

// A peer that verifies what we sign, and signs what we verify, with the npm package `jose`.
//
//   node peer.mjs FOLDER verify KEY.jwk TOKEN     prints the payload, byte for byte
//   node peer.mjs FOLDER receipt KEY.jwk TOKEN    the same, as a JWT of type vc+jwt
//   node peer.mjs FOLDER sign ALG TYP PAYLOAD     prints {"jwk": public key, "jws": compact JWS}
//
// FOLDER is where the package is installed. What does not hold ends with 1 and the code of jose.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [folder, verb, ...rest] = process.argv.slice(2);
const found = createRequire(pathToFileURL(`${folder}/`)).resolve("jose");
const jose = await import(pathToFileURL(found));

async function opened(keyFile, tokenFile) {
  const jwk = JSON.parse(await readFile(keyFile, "utf8"));
  const text = await readFile(tokenFile, "utf8");
  return { key: await jose.importJWK(jwk, jwk.alg), token: text, algorithms: [jwk.alg] };
}

async function verify(keyFile, tokenFile) {
  const { key, token, algorithms } = await opened(keyFile, tokenFile);
  const { payload } = token.startsWith("{")
    ? await jose.flattenedVerify(JSON.parse(token), key, { algorithms })
    : await jose.compactVerify(token, key, { algorithms });
  process.stdout.write(payload);
}

async function receipt(keyFile, tokenFile) {
  const { key, token, algorithms } = await opened(keyFile, tokenFile);
  await jose.jwtVerify(token, key, { algorithms, typ: "vc+jwt" });
  await verify(keyFile, tokenFile);
}

async function sign(alg, typ, payloadFile) {
  const { privateKey, publicKey } = await jose.generateKeyPair(alg, { extractable: true });
  const jwk = { ...(await jose.exportJWK(publicKey)), alg };
  const kid = await jose.calculateJwkThumbprint(jwk);
  const jws = await new jose.CompactSign(await readFile(payloadFile))
    .setProtectedHeader({ alg, kid, typ })
    .sign(privateKey);
  process.stdout.write(JSON.stringify({ jwk, kid, jws }));
}

try {
  await { verify, receipt, sign }[verb](...rest);
} catch (problem) {
  process.stderr.write(`${problem.code ?? problem.message}\n`);
  process.exitCode = 1;
}

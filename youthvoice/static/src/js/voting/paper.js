// A ballot paper on the phone: 32 secret bytes, and the contest's signature on what follows from them (RFC 9474,
// RSABSSA-SHA384-PSS-Randomized). youthvoice/voting/crypto says the same in Python.
//   { secret, prefix, blinded, inverse }  before the server has signed, { secret, prefix, signature } after; all base64url.
import { RSABSSA } from "@cloudflare/blindrsa-ts";
import { bytes, joined, text } from "./octets.js";

const SECRET_BYTES = 32;
const PREFIX_BYTES = 32;
const SUITE = RSABSSA.SHA384.PSS.Randomized();

/** Tell whether this browser can do it: an http address on a local net has no crypto.subtle. */
export function canBlind() {
  return window.isSecureContext && typeof crypto !== "undefined" && crypto.subtle !== undefined;
}

/** A new paper for the contest, blinded for its key (base64 of the SPKI). */
export async function newPaper(contest, publicKey) {
  const secret = crypto.getRandomValues(new Uint8Array(SECRET_BYTES));
  const prepared = SUITE.prepare(await tokenOf(contest, secret));
  const { blindedMsg, inv } = await SUITE.blind(await keyOf(publicKey), prepared);
  return { secret: text(secret), prefix: text(prepared.subarray(0, PREFIX_BYTES)), blinded: text(blindedMsg), inverse: text(inv) };
}

/** The paper with its signature, which is checked; what joins it to the blinded value is left out. Throws if it is wrong. */
export async function signedPaper(contest, publicKey, { secret, prefix, inverse }, signature) {
  const prepared = joined(bytes(prefix), await tokenOf(contest, bytes(secret)));
  const signed = await SUITE.finalize(await keyOf(publicKey), prepared, bytes(signature), bytes(inverse));
  return { secret, prefix, signature: text(signed) };
}

async function tokenOf(contest, secret) {
  const whole = joined(new TextEncoder().encode(`youthvoice.paper|${contest}|`), secret);
  return new Uint8Array(await crypto.subtle.digest("SHA-256", whole));
}

function keyOf(publicKey) {
  return crypto.subtle.importKey("spki", bytes(publicKey), { name: "RSA-PSS", hash: "SHA-384" }, true, ["verify"]);
}

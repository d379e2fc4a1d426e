// Sends JSON and tells apart what can be tried again and what the server has said no to.

const PATIENCE = 20_000;

/** The server cannot be reached, or cannot just now. */
export class Unreachable extends Error {}

/** The server said no; `message` has its words, which may be missing. */
export class Refused extends Error {
  constructor(status, words) {
    super(words);
    this.status = status;
  }
}

/** POSTs JSON; returns the JSON that comes back. Throws Unreachable or Refused. */
export async function post(url, body, { credentials, headers = {} }) {
  const answer = await reach(url, {
    method: "POST",
    credentials,
    headers: { "Content-Type": "application/json", Accept: "application/json", ...headers },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout?.(PATIENCE),
  });
  if (answer.status >= 500 || answer.status === 429) throw new Unreachable();
  const words = await answer.text().catch(() => unreachable());
  if (!answer.ok) throw new Refused(answer.status, wordsOf(words));
  try {
    return JSON.parse(words);
  } catch {
    // A café's own page in between, say.
    throw new Unreachable();
  }
}

async function reach(url, options) {
  try {
    return await fetch(url, options);
  } catch {
    return unreachable();
  }
}

function unreachable() {
  throw new Unreachable();
}

/** The words of a refusal: JSON with a message, or the lead of a page. */
function wordsOf(text) {
  try {
    return JSON.parse(text).message ?? "";
  } catch {
    const page = new DOMParser().parseFromString(text, "text/html");
    return page.querySelector("main .lead")?.textContent.trim() ?? "";
  }
}

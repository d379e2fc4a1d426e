// Where a phone keeps its papers, so that a ballot can be changed until the contest closes: localStorage, one entry for each
// contest and voter. Without storage, on a shared device or without a voter, a paper lives as long as the page.

const PREFIX = "paper.";

/** A place for one paper: { get(), put(paper) }. `closes` is when it may be forgotten (ISO 8601 text). */
export function openPouch({ contest, voter, closes, shared }) {
  const name = `${PREFIX}${contest}.${voter}`;
  const isKept = shared === undefined && Boolean(voter);
  let held = isKept ? read(name)?.paper : undefined;
  return {
    // Another window may have got the paper meanwhile.
    get: () => (isKept ? (read(name)?.paper ?? held) : held),
    put(paper) {
      held = paper;
      if (isKept) write(name, { paper, closes });
    },
  };
}

/** Takes away the papers of contests that are over. */
export function forgetOld(now = Date.now()) {
  for (const name of names()) {
    const closes = Date.parse(read(name)?.closes ?? "");
    if (closes < now) remove(name);
  }
}

/** Takes every paper off this device; the ballots that lie in the box stay there. */
export function forgetAll() {
  names().forEach(remove);
}

function names() {
  try {
    return Object.keys(localStorage).filter((name) => name.startsWith(PREFIX));
  } catch {
    return [];
  }
}

function read(name) {
  try {
    return JSON.parse(localStorage.getItem(name));
  } catch {
    return null;
  }
}

function write(name, value) {
  try {
    localStorage.setItem(name, JSON.stringify(value));
  } catch {
    // Full or switched off: the paper is still held by the page.
  }
}

function remove(name) {
  try {
    localStorage.removeItem(name);
  } catch {
    // Then there is nothing to take away.
  }
}

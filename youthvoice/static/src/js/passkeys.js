// Passkeys: the browser's half. Loaded only by the pages that have such a form; what it writes, the form carries.
//   <div data-passkeys hidden> <form data-passkey="get|create" data-options=URL data-site=RP_ID> <p data-passkey-failed hidden>
// The box is hidden in the HTML, since it can do nothing without this script.

const WAYS = { get: signed, create: made };

for (const form of document.querySelectorAll("form[data-passkey]")) {
  const { hostname } = location;
  const site = form.dataset.site;
  if (!window.PublicKeyCredential || (hostname !== site && !hostname.endsWith(`.${site}`))) continue;
  form.closest("[data-passkeys]").hidden = false;
  form.addEventListener("submit", (event) => send(event, form));
}

async function send(event, form) {
  // Without a name the server says what is missing, before the device is asked for anything.
  if (form.elements.name && !form.elements.name.value.trim()) return;
  event.preventDefault();
  if (form.dataset.asking !== undefined) return;
  form.dataset.asking = "";
  const failed = form.querySelector("[data-passkey-failed]");
  failed.hidden = true;
  try {
    const options = await fetchOptions(form);
    const credential = await WAYS[form.dataset.passkey](options);
    form.elements.challenge.value = options.challenge;
    form.elements.credential.value = JSON.stringify(credential);
    form.submit();
  } catch {
    // The person said no, the device does not know the key, or the net is gone: the words fit all three.
    failed.hidden = false;
  }
  delete form.dataset.asking;
}

async function fetchOptions(form) {
  const headers = { "X-CSRFToken": document.querySelector('meta[name="csrf-token"]')?.content ?? "" };
  const answer = await fetch(form.dataset.options, { method: "POST", headers });
  if (!answer.ok) throw new Error(answer.status);
  return answer.json();
}

async function signed(options) {
  const publicKey = { ...options, challenge: bytes(options.challenge), allowCredentials: [] };
  const { id, rawId, type, response } = await navigator.credentials.get({ publicKey });
  const { clientDataJSON, authenticatorData, signature, userHandle } = response;
  return {
    id,
    rawId: text(rawId),
    type,
    response: {
      clientDataJSON: text(clientDataJSON),
      authenticatorData: text(authenticatorData),
      signature: text(signature),
      userHandle: userHandle ? text(userHandle) : null,
    },
  };
}

async function made(options) {
  const publicKey = {
    ...options,
    challenge: bytes(options.challenge),
    user: { ...options.user, id: bytes(options.user.id) },
    excludeCredentials: (options.excludeCredentials ?? []).map((one) => ({ ...one, id: bytes(one.id) })),
  };
  const { id, rawId, type, response } = await navigator.credentials.create({ publicKey });
  return {
    id,
    rawId: text(rawId),
    type,
    response: { clientDataJSON: text(response.clientDataJSON), attestationObject: text(response.attestationObject) },
  };
}

function bytes(base64url) {
  const plain = atob(base64url.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (sign) => sign.charCodeAt(0));
}

function text(buffer) {
  const plain = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(plain).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

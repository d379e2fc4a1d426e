// A slip's QR code leads to /s#CODE: what stands behind the «#» is sent to no server. It is put into the form, taken out of
// the address, and sent as if it had been typed.
export function startSlip() {
  const form = document.querySelector("form[data-code-behind-hash]");
  if (!form) return;
  const send = () => {
    const code = location.hash.slice(1);
    if (!/^[A-Za-z-]{16,24}$/.test(code)) return;
    history.replaceState(null, "", location.pathname);
    form.elements.code.value = code;
    form.requestSubmit();
  };
  send();
  // The same page may be open already when the next slip is scanned.
  window.addEventListener("hashchange", send);
}

// Web push: asks the browser only once its owner has pressed the button. Loaded by the page of settings alone.
//   <form data-push=PUBLIC_KEY data-push-worker=URL hidden> <p data-push-failed hidden>   <p data-push-missing>
// The form is hidden in the HTML, since it can do nothing without this script.

const form = document.querySelector("form[data-push]");

if (form && "serviceWorker" in navigator && "PushManager" in window && "Notification" in window) {
  form.hidden = false;
  document.querySelector("[data-push-missing]").hidden = true;
  form.addEventListener("submit", subscribe);
}

async function subscribe(event) {
  event.preventDefault();
  const failed = form.querySelector("[data-push-failed]");
  failed.hidden = true;
  try {
    if ((await Notification.requestPermission()) !== "granted") throw new Error("refused");
    await navigator.serviceWorker.register(form.dataset.pushWorker);
    const { pushManager } = await navigator.serviceWorker.ready;
    const options = { userVisibleOnly: true, applicationServerKey: form.dataset.push };
    const { endpoint, keys } = (await ours(pushManager, options)).toJSON();
    Object.assign(form.elements.endpoint, { value: endpoint });
    Object.assign(form.elements.p256dh, { value: keys.p256dh });
    Object.assign(form.elements.auth, { value: keys.auth });
    form.submit();
  } catch {
    // The person said no, the push service is out of reach, or the browser blocks it: the words fit all three.
    failed.hidden = false;
  }
}

/** A subscription by our key; one by an older key is given up first. */
async function ours(pushManager, options) {
  try {
    return await pushManager.subscribe(options);
  } catch (error) {
    const old = await pushManager.getSubscription();
    if (!old) throw error;
    await old.unsubscribe();
    return pushManager.subscribe(options);
  }
}
